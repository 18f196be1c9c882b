/** Albers' equal-area cone with the parallels that maps of China use: a province is as large as it is on the ground. */

const [SOUTH, NORTH, MERIDIAN] = [radians(25), radians(47), radians(105)];
const CONE = (Math.sin(SOUTH) + Math.sin(NORTH)) / 2;
const BASE = Math.cos(SOUTH) ** 2 + 2 * CONE * Math.sin(SOUTH);

function radians(degrees: number) {
  return (degrees * Math.PI) / 180;
}

export type Place = readonly [number, number];

/** Degrees east and north to a plane where y grows downwards; the unit is the radius of the earth. */
export function project([east, north]: Place): Place {
  const far = Math.sqrt(Math.max(0, BASE - 2 * CONE * Math.sin(radians(north)))) / CONE;
  const turn = CONE * (radians(east) - MERIDIAN);
  return [far * Math.sin(turn), far * Math.cos(turn)];
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function boxOf(places: Iterable<Place>): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of places) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

/** Fits a box into so many pixels, in the middle of what it does not fill. */
export function into(box: Box, width: number, height: number): (place: Place) => Place {
  const scale = Math.min(width / (box.right - box.left), height / (box.bottom - box.top));
  const x = (width - (box.right - box.left) * scale) / 2 - box.left * scale;
  const y = (height - (box.bottom - box.top) * scale) / 2 - box.top * scale;
  return (place) => [place[0] * scale + x, place[1] * scale + y];
}
