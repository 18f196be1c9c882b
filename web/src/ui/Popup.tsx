/** What opens beside a button. Only the button is there from the start; the rest comes when it is asked for. */
import { lazy, type ReactElement, type ReactNode, Suspense, use, useEffect, useRef, useState } from "react";
import { whenIdle } from "../lib/hooks.ts";
import { once } from "../lib/once.ts";
import { Boundary } from "./Boundary.tsx";
import "./controls.css";

const panels = () => import("./panels.tsx");
const PopupPanel = lazy(async () => ({ default: (await panels()).PopupPanel }));
const MenuPanel = lazy(async () => ({ default: (await panels()).MenuPanel }));

/** Fetches what all popups need while nothing else is happening. */
export function warmPopups() {
  whenIdle(() => void panels().catch(() => undefined));
}

export type Side = "bottom-start" | "bottom-end";

interface Opener {
  onClick: () => void;
  "aria-expanded": boolean;
  "aria-haspopup": "menu" | "dialog";
}

interface PopupProps<P> {
  label: string;
  button: (opener: Opener) => ReactElement;
  /** What is inside; `part` is there by then, so that the focus finds it. */
  children: (close: () => void, part: P) => ReactNode;
  part?: () => Promise<P>;
  width?: number;
  side?: Side;
  /** Inside it open lists of their own, outside its box: a press there is not one outside. */
  nested?: boolean;
}

const nothing = once(async () => undefined as never);

export function Popup<P = undefined>({ label, button, children, part = nothing, ...rest }: PopupProps<P>) {
  const anchored = useAnchor("dialog");
  return (
    <span className="z-anchor" ref={anchored.ref}>
      {button(anchored.opener)}
      {anchored.open && (
        <Later>
          <Loaded part={part}>
            {(loaded) => (
              <PopupPanel {...anchored.panel} {...rest} label={label}>
                {children(anchored.panel.onClose, loaded)}
              </PopupPanel>
            )}
          </Loaded>
        </Later>
      )}
    </span>
  );
}

/** What did not come is told in a note; the page stays. */
function Later({ children }: { children: ReactNode }) {
  return (
    <Boundary over at="">
      <Suspense fallback={null}>{children}</Suspense>
    </Boundary>
  );
}

function Loaded<P>({ part, children }: { part: () => Promise<P>; children: (loaded: P) => ReactNode }) {
  return children(use(part()));
}

export interface MenuEntry {
  label: string;
  icon?: string;
  run: () => void;
  danger?: boolean;
  /** The one of its group that is in force. */
  chosen?: boolean;
}
export type MenuLine = MenuEntry | { heading: string } | { head: ReactNode } | "line" | false | null | undefined;

interface MenuProps {
  label: string;
  button: (opener: Opener) => ReactElement;
  lines: () => MenuLine[];
  width?: number;
  side?: Side;
}

export function Menu({ label, button, lines, width, side }: MenuProps) {
  const anchored = useAnchor("menu");
  return (
    <span className="z-anchor" ref={anchored.ref}>
      {button(anchored.opener)}
      {anchored.open && (
        <Later>
          <MenuPanel {...anchored.panel} label={label} lines={lines()} width={width} side={side} />
        </Later>
      )}
    </span>
  );
}

function useAnchor(kind: Opener["aria-haspopup"]) {
  const ref = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const was = useRef(false);
  useEffect(() => {
    // What had the focus is gone with the panel.
    if (was.current && !open && document.activeElement === document.body)
      ref.current?.querySelector("button")?.focus({ preventScroll: true });
    was.current = open;
  }, [open]);
  return {
    ref,
    open,
    opener: { onClick: () => setOpen(!open), "aria-expanded": open, "aria-haspopup": kind },
    panel: { anchor: ref, onClose: () => setOpen(false) },
  };
}
