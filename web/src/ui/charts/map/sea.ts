/**
 * The islands of the South China Sea and the dashed line, which every map of China shows. A sketch for an inset: the ends
 * of each dash and the middle of each group to a tenth of a degree.
 */
import type { Place } from "./projection.ts";

export const DASHES: readonly (readonly [Place, Place])[] = [
  [
    [109.3, 16.1],
    [109.8, 15.1],
  ],
  [
    [110.3, 12.3],
    [109.4, 11.3],
  ],
  [
    [108.2, 7.1],
    [108.4, 6.0],
  ],
  [
    [111.8, 3.4],
    [113.0, 3.9],
  ],
  [
    [115.5, 7.1],
    [116.3, 8.0],
  ],
  [
    [118.6, 10.9],
    [119.1, 12.0],
  ],
  [
    [119.1, 15.0],
    [119.1, 16.1],
  ],
  [
    [119.5, 18.0],
    [120.0, 19.0],
  ],
  [
    [121.2, 20.8],
    [121.9, 21.7],
  ],
  [
    [122.5, 23.5],
    [122.8, 24.6],
  ],
];

/** Dongsha, Xisha, Zhongsha with Huangyan Dao, and of Nansha some from north to Zengmu Ansha in the south. */
export const ISLANDS: readonly Place[] = [
  [116.7, 20.7],
  [112.3, 16.8],
  [111.6, 16.5],
  [114.4, 15.9],
  [117.8, 15.1],
  [114.3, 11.4],
  [114.4, 10.4],
  [112.9, 9.6],
  [115.5, 9.9],
  [113.9, 7.4],
  [112.3, 4.0],
];

/** What the inset shows. */
export const SEA = { west: 106.5, east: 123.2, south: 2.8, north: 23.6 };
