/** The map as paths of a size: the land, and the South China Sea in an inset, as is usual. Apart, as it comes late. */
import { OUTLINES } from "./outlines.ts";
import { boxOf, into, type Place, project } from "./projection.ts";
import { DASHES, ISLANDS, SEA } from "./sea.ts";

export interface Shape {
  code: string;
  path: string;
  /** Where its name stands. */
  at: Place;
  /** Too small to be found: it gets a dot to be pressed. */
  tiny: boolean;
}

export interface DrawnMap {
  height: number;
  shapes: Shape[];
  /** Of the dashed line what lies beside the land, east of Taiwan. */
  dashes: string;
  inset: { x: number; y: number; width: number; height: number; land: string; dashes: string; islands: Place[] };
}

const RATIO = 0.75;
const LAND_PART = 0.925;
const TINY = new Set(["11", "12", "31", "81", "82"]);

const LAND = boxOf(OUTLINES.flatMap((one) => one.rings.flat()));
const lineOf = (places: readonly Place[]) => places.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");

/** Points less than half a pixel from the last one drawn say nothing; a ring that keeps less than three is a dot. */
function ringOf(ring: readonly Place[], to: (place: Place) => Place, least = 0.5): string {
  const kept: Place[] = [];
  for (const place of ring) {
    const [x, y] = to(place);
    const [lastX, lastY] = kept.at(-1) ?? [Infinity, Infinity];
    if (Math.hypot(x - lastX, y - lastY) >= least) kept.push([x, y]);
  }
  return kept.length < 3 ? "" : `M${lineOf(kept)}Z`;
}

const cache = new Map<number, DrawnMap>();

export function drawnMap(width: number): DrawnMap {
  const before = cache.get(width);
  if (before) return before;
  const made = draw(width);
  if (cache.size > 8) cache.clear();
  cache.set(width, made);
  return made;
}

function draw(width: number): DrawnMap {
  const wide = Math.min(width, 720);
  const height = Math.round(wide * RATIO);
  // To the right there is room for the inset, which must not cover Taiwan.
  const onLand = into(LAND, wide * LAND_PART, height - 8);
  const aside = (width - wide) / 2;
  const to = (place: Place): Place => {
    const [x, y] = onLand(place);
    return [x + aside + 4, y + 4];
  };
  const shapes = OUTLINES.map(({ code, rings, middle }) => ({
    code,
    path: rings.map((ring) => ringOf(ring, to)).join(""),
    at: to(middle),
    tiny: TINY.has(code),
  }));
  const east = DASHES.at(-1)!;
  return {
    height,
    shapes,
    dashes: `M${lineOf(east.map((place) => to(project(place))))}`,
    inset: insetOf(wide, height, aside),
  };
}

/** In the corner that the land leaves free. */
function insetOf(wide: number, height: number, aside: number): DrawnMap["inset"] {
  const width = Math.round(wide * 0.125);
  const corners: Place[] = [
    [SEA.west, SEA.north],
    [SEA.east, SEA.north],
    [SEA.west, SEA.south],
    [SEA.east, SEA.south],
    [(SEA.west + SEA.east) / 2, SEA.south],
  ];
  const box = boxOf(corners.map(project));
  const tall = Math.round((width * (box.bottom - box.top)) / (box.right - box.left));
  const to = into(box, width, tall);
  const near = OUTLINES.filter(({ code }) =>
    ["35", "36", "43", "44", "45", "46", "52", "53", "71", "81", "82"].includes(code),
  );
  return {
    x: aside + wide - width - 1,
    y: height - tall - 16,
    width,
    height: tall,
    land: near.flatMap(({ rings }) => rings.map((ring) => ringOf(ring, to, 0.8))).join(""),
    dashes: DASHES.map((dash) => `M${lineOf(dash.map((place) => to(project(place))))}`).join(""),
    islands: ISLANDS.map((place) => to(project(place))),
  };
}
