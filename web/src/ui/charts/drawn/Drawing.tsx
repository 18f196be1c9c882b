/** Drawings of our own: SVG in the pixels of its box, so that words keep their size. */
import type { ReactNode, UIEvent } from "react";
import { useWidth } from "../look.ts";
import { useOpen } from "../open.ts";
import type { Door } from "../types.ts";

export interface Drawn {
  height: number;
  body: ReactNode;
}

/** The names before the rows stay in sight while their cells go by. */
function stay({ currentTarget: box }: UIEvent<HTMLElement>) {
  for (const one of box.querySelectorAll("[data-stays]"))
    one.setAttribute("transform", `translate(${box.scrollLeft} 0)`);
}

interface DrawingProps {
  label: string;
  /** What it needs; in a narrower box it scrolls. */
  least?: number;
  draw: (width: number) => Drawn;
}

export function Drawing({ label, least = 0, draw }: DrawingProps) {
  const [box, width] = useWidth<HTMLDivElement>();
  const wide = Math.max(width, least);
  const drawn = width ? draw(wide) : null;
  return (
    <div
      ref={box}
      className="zc-scroll"
      onScroll={least > width ? stay : undefined}
      {...(width && least > width ? { tabIndex: 0, role: "group", "aria-label": label } : {})}
    >
      {drawn && (
        <svg width={wide} height={drawn.height} viewBox={`0 0 ${wide} ${drawn.height}`} role="img" aria-label={label}>
          {drawn.body}
        </svg>
      )}
    </div>
  );
}

/**
 * A part of a drawing that says something under the pointer and opens what is behind it. Keys go by the table, where a
 * hundred cells are in an order that people can follow.
 */
export function Press({ door, tip, children }: { door?: Door; tip?: string; children: ReactNode }) {
  const open = useOpen();
  return (
    <g
      data-tip={tip}
      className={door ? "zc-press" : undefined}
      onClick={door ? (event) => void open(door, true, event) : undefined}
    >
      {children}
    </g>
  );
}
