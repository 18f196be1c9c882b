/** The keys of the table. */
import type { KeyboardEvent, RefObject } from "react";
import { useEvent } from "../../lib/hooks.ts";

interface Moves {
  rows: number;
  columns: number;
  page: number;
  active: { row: number; column: number } | null;
  editing: boolean;
  /** What is typed while an editor is on its way is kept for it. */
  ahead: RefObject<{ typed?: string } | null>;
  point: (row: number, column: number) => void;
  edit: (row: number, column: number, typed?: string) => void;
  select: (row: number, shift: boolean) => void;
  clear: (row: number, column: number) => void;
  open: (row: number) => void;
  peek: (row: number) => void;
  leave: () => void;
}

const MOVING = /^(Arrow|Home|End|Page)/;

export function useGridKeys(moves: Moves) {
  return useEvent((event: KeyboardEvent) => {
    const { active, rows, columns } = moves;
    if (moves.editing || rows === 0) return;
    if (!active) {
      if (!MOVING.test(event.key)) return;
      event.preventDefault();
      moves.point(0, 0);
      return;
    }
    if ((event.target as HTMLElement).closest("input:not([type=checkbox]), textarea")) return;
    const waiting = moves.ahead.current;
    if (waiting) {
      const typed = waiting.typed ?? "";
      event.preventDefault();
      if (event.key === "Escape") moves.ahead.current = null;
      else if (event.key === "Backspace") waiting.typed = typed.slice(0, -1);
      else if (event.key.length === 1) waiting.typed = typed + event.key;
      return;
    }
    const { row, column } = active;
    const mod = event.ctrlKey || event.metaKey;
    const to = (nextRow: number, nextColumn: number) => {
      event.preventDefault();
      moves.point(Math.max(0, Math.min(rows - 1, nextRow)), Math.max(0, Math.min(columns - 1, nextColumn)));
    };
    const act = (run: () => void) => {
      event.preventDefault();
      run();
    };
    switch (event.key) {
      case "ArrowDown":
        return to(mod ? rows - 1 : row + 1, column);
      case "ArrowUp":
        return to(mod ? 0 : row - 1, column);
      case "ArrowLeft":
        return to(row, mod ? 0 : column - 1);
      case "ArrowRight":
        return to(row, mod ? columns - 1 : column + 1);
      case "PageDown":
        return to(row + moves.page, column);
      case "PageUp":
        return to(row - moves.page, column);
      case "Home":
        return to(mod ? 0 : row, 0);
      case "End":
        return to(mod ? rows - 1 : row, columns - 1);
      case "Enter":
        return act(() => (column === 0 ? moves.open(row) : moves.edit(row, column)));
      case "F2":
        return act(() => moves.edit(row, column));
      case " ":
        return act(() => moves.peek(row));
      case "Delete":
        return act(() => moves.clear(row, column));
      case "Escape":
        return act(moves.leave);
    }
    if (mod || event.altKey) return;
    if (event.key === "x" && column === 0) return act(() => moves.select(row, event.shiftKey));
    // An input method is about to compose: open the input at once so that it composes there.
    if (event.key === "Process" || event.keyCode === 229) return moves.edit(row, column, "");
    if (event.key.length === 1 && column > 0 && event.key !== "/" && event.key !== "?")
      act(() => moves.edit(row, column, event.key));
  });
}
