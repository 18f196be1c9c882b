/** The outlines of the provinces, unpacked from the form in which ECharts 4 brings them: differences in 1/1024 degrees. */
import packed from "china-map/map/json/china.json";
import { type Place, project } from "./projection.ts";

type Ring = Place[];

interface Packed {
  features: {
    id: string;
    properties: { cp: number[] };
    geometry: { type: string; coordinates: unknown; encodeOffsets: unknown };
  }[];
}

export interface Outline {
  /** Two digits of GB/T 2260. */
  code: string;
  /** On the plane of the projection. */
  rings: Ring[];
  middle: Place;
}

/** Each letter is a number: its sign in the last bit, 64 added; then a difference from the point before. */
function unpack(text: string, [startEast = 0, startNorth = 0]: number[]): Place[] {
  let [east, north] = [startEast, startNorth];
  const ring: Place[] = [];
  for (let at = 0; at < text.length; at += 2) {
    east += difference(text.charCodeAt(at));
    north += difference(text.charCodeAt(at + 1));
    ring.push([east / 1024, north / 1024]);
  }
  return ring;
}
const difference = (letter: number) => ((letter - 64) >> 1) ^ -((letter - 64) & 1);

/** Taiwan and its islands, Diaoyu Dao and Chiwei Yu among them, are one outline of this file like any other province. */
export const OUTLINES: readonly Outline[] = (packed as Packed).features.map(({ id, properties, geometry }) => {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : (geometry.coordinates as unknown[]);
  const offsets = geometry.type === "Polygon" ? [geometry.encodeOffsets] : (geometry.encodeOffsets as unknown[]);
  const rings = polygons.flatMap((polygon, at) =>
    (polygon as string[]).map((ring, part) => unpack(ring, (offsets[at] as number[][])[part]!).map(project)),
  );
  return { code: id.slice(0, 2), rings, middle: project(properties.cp as [number, number]) };
});
