/** What a key does in the grid of the check. */
import type { KeyboardEvent } from "react";

export interface At {
  row: number;
  column: number;
}

interface Given {
  active: At | null;
  rows: number;
  columns: number;
  page: number;
  point: (at: At) => void;
  edit: (at: At, typed?: string) => void;
  clear: (at: At) => void;
}

const clamp = (value: number, most: number) => Math.max(0, Math.min(most - 1, value));

/** Where a key leads from a cell; null: it is no key that moves. */
export function moved(key: string, at: At, { rows, columns, page }: Pick<Given, "rows" | "columns" | "page">) {
  const steps: Record<string, [number, number]> = {
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
    PageDown: [page, 0],
    PageUp: [-page, 0],
    Home: [0, -columns],
    End: [0, columns],
  };
  const step = steps[key];
  return step ? { row: clamp(at.row + step[0], rows), column: clamp(at.column + step[1], columns) } : null;
}

export function onKey(event: KeyboardEvent, given: Given) {
  const { active } = given;
  if (!active || event.nativeEvent.isComposing || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    const ends: Record<string, number> = { Home: 0, End: given.rows - 1 };
    const row = ends[event.key];
    if (row === undefined) return;
    event.preventDefault();
    given.point({ row, column: active.column });
    return;
  }
  const to = moved(event.key, active, given);
  if (to) given.point(to);
  else if (event.key === "Enter" || event.key === "F2") given.edit(active);
  else if (event.key === "Delete" || event.key === "Backspace") given.clear(active);
  else if (event.key.length === 1) given.edit(active, event.key);
  else return;
  event.preventDefault();
}
