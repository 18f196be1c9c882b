/** Who was in which class then, and in which now, as a flow between two columns. */
import { known, sum } from "./numbers.ts";
import type { Door, Value } from "./types.ts";

export interface Move {
  from: string;
  to: string;
  value: Value;
  door?: Door;
}

/** A class of its own colour has its name; what is no class at all is quiet. */
export type Paint = { color?: string | null; quiet?: boolean };

export interface Flowing {
  nodes: { id: string; label: string; side: "then" | "now"; value: number; place: number }[];
  links: { source: string; target: string; value: number; move: Move }[];
}

/** The same class stands on both sides under two names, else the flow would run in a circle. */
export const idOf = (side: "then" | "now", label: string) => `${side}:${label}`;

/** Only what is more than nothing flows; equal moves are added. Classes stand in the order given, others after them. */
export function flowing(moves: readonly Move[], order: readonly string[] = []): Flowing {
  const links = new Map<string, Flowing["links"][number]>();
  const places = [...new Set([...order, ...moves.flatMap((one) => [one.from, one.to])])];
  for (const move of moves) {
    const value = known(move.value) ?? 0;
    if (value <= 0) continue;
    const [source, target] = [idOf("then", move.from), idOf("now", move.to)];
    const key = JSON.stringify([move.from, move.to]);
    const before = links.get(key);
    links.set(key, { source, target, value: value + (before?.value ?? 0), move: before?.move ?? move });
  }
  const drawn = [...links.values()];
  const nodes = (["then", "now"] as const).flatMap((side) =>
    places.flatMap((label, place) => {
      const id = idOf(side, label);
      const value = sum(
        drawn.filter((one) => one[side === "then" ? "source" : "target"] === id).map((one) => one.value),
      );
      return value > 0 ? [{ id, label, side, value, place }] : [];
    }),
  );
  return { nodes, links: drawn };
}
