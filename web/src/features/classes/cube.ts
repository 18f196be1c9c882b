/** RFM groups as cells of a cube: painted one by one, kept as ranges. The first group that has a cell gives its class. */
import type { Group, Range } from "./definition.ts";

/** `cells[m][r][f]`, digits counted from 0; null is in no group. */
export type Cube = (string | null)[][][];

const digits = (size: number) => Array.from({ length: size }, (_, at) => at);
const within = (at: number, range: Range | undefined) => !range || (range[0] <= at + 1 && at + 1 <= range[1]);

const mean = (values: readonly number[], weights: readonly number[]) =>
  Math.round(
    values.reduce((sum, value, at) => sum + value * weights[at]!, 0) / weights.reduce((sum, one) => sum + one, 0),
  );

export function cubeOf(groups: readonly Group[], size: number, weights: readonly number[] = [1, 1, 1]): Cube {
  const all = digits(size);
  const has = (one: Group, r: number, f: number, m: number) =>
    within(r, one.r) &&
    within(f, one.f) &&
    within(m, one.m) &&
    (!one.total || within(mean([r + 1, f + 1, m + 1], weights) - 1, one.total));
  return all.map((m) => all.map((r) => all.map((f) => groups.find((one) => has(one, r, f, m))?.class ?? null)));
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The M digits that are alike, from and to: each such layer is one grid of R and F. */
export function layersOf(cube: Cube): Range[] {
  const found: Range[] = [];
  for (const m of cube.keys()) {
    const last = found.at(-1);
    if (last && same(cube[last[0] - 1], cube[m])) last[1] = m + 1;
    else found.push([m + 1, m + 1]);
  }
  return found;
}

/** Layers parted before a digit, or joined there if they were; a joined layer looks as its lower part. */
export function parted(cube: Cube, layers: readonly Range[], before: number): { cube: Cube; layers: Range[] } {
  const at = layers.findIndex(([from]) => from === before);
  if (at < 0)
    return {
      cube,
      layers: layers.flatMap(([from, to]): Range[] =>
        from < before && before <= to
          ? [
              [from, before - 1],
              [before, to],
            ]
          : [[from, to]],
      ),
    };
  const [lower, upper] = [layers[at - 1]!, layers[at]!];
  const joined: Range = [lower[0], upper[1]];
  return {
    cube: cube.map((one, m) => (within(m, joined) ? cube[lower[0] - 1]! : one)),
    layers: [...layers.slice(0, at - 1), joined, ...layers.slice(at + 1)],
  };
}

/** One cell of a layer gets a class. */
export function painted(cube: Cube, layer: Range, r: number, f: number, code: string | null): Cube {
  return cube.map((rows, m) =>
    within(m, layer)
      ? rows.map((row, y) => (y === r - 1 ? row.map((cell, x) => (x === f - 1 ? code : cell)) : row))
      : rows,
  );
}

/** As few ranges as are found by growing each to the right, then downwards. They do not overlap. */
export function groupsOf(cube: Cube): Group[] {
  const groups: Group[] = [];
  for (const layer of layersOf(cube)) {
    const cells = cube[layer[0] - 1]!;
    const done = cells.map((row) => row.map(() => false));
    for (const [r, row] of cells.entries())
      for (const [f, code] of row.entries()) {
        if (code === null || done[r]![f]) continue;
        let right = f;
        while (row[right + 1] === code && !done[r]![right + 1]) right++;
        let down = r;
        const fits = (next: number) =>
          digits(right - f + 1).every((step) => cells[next]![f + step] === code && !done[next]![f + step]);
        while (down + 1 < cells.length && fits(down + 1)) down++;
        for (let y = r; y <= down; y++) for (let x = f; x <= right; x++) done[y]![x] = true;
        groups.push({ class: code, r: [r + 1, down + 1], f: [f + 1, right + 1], m: layer });
      }
  }
  return joinedOver(groups);
}

/** The same R and F in layers that touch are one group. */
function joinedOver(groups: readonly Group[]): Group[] {
  const found: Group[] = [];
  for (const one of groups) {
    const before = found.find(
      (other) =>
        other.class === one.class && same(other.r, one.r) && same(other.f, one.f) && other.m![1] + 1 === one.m![0],
    );
    if (before) before.m = [before.m![0], one.m![1]];
    else found.push({ ...one });
  }
  return found;
}

/** How many cells each class has, under null those of no group. */
export function cellsOf(cube: Cube): Map<string | null, number> {
  const found = new Map<string | null, number>();
  for (const code of cube.flat(2)) found.set(code, (found.get(code) ?? 0) + 1);
  return found;
}
