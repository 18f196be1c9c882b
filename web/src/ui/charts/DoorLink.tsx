import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Door } from "./types.ts";

/** What it holds, as a way to what is behind it when there is one. */
export function DoorLink({ door, label, children }: { door: Door; label?: string; children: ReactNode }) {
  if (!door) return children;
  if (typeof door === "string")
    return (
      <Link to={door} aria-label={label}>
        {children}
      </Link>
    );
  return (
    <button type="button" className="z-plain zc-door" onClick={door} aria-label={label}>
      {children}
    </button>
  );
}
