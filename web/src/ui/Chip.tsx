import type { ReactNode } from "react";
import "./chip.css";

interface Props {
  /** One of the names in `chip.css`; gray when it is none of them. */
  color?: string | null;
  children: ReactNode;
  title?: string;
  /** A dot of the colour before the words. */
  dot?: boolean;
}

export function Chip({ color, children, title, dot }: Props) {
  return (
    <span className={dot ? "z-chip z-dotted" : "z-chip"} data-color={color ?? undefined} title={title}>
      {children}
    </span>
  );
}

export function Dot({ color }: { color?: string | null }) {
  return <span className="z-dot" data-color={color ?? undefined} />;
}
