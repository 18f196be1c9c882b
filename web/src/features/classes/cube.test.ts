import { describe, expect, it } from "vitest";
import { cellsOf, cubeOf, groupsOf, layersOf, painted, parted } from "./cube.ts";
import { codeFor, codesIn, countsOf, matrixOf, movedOf } from "./definition.ts";
import { eight, eleven } from "./templates.ts";

describe("groups of RFM as cells", () => {
  it("come back as the same cells", () => {
    for (const groups of [eight(5).groups, eight(4).groups, eight(3).groups]) {
      const size = Math.max(...groups.map((one) => one.r![1]));
      const cube = cubeOf(groups, size);
      expect(cubeOf(groupsOf(cube), size)).toEqual(cube);
      expect(groupsOf(cube)).toHaveLength(8);
      expect(layersOf(cube)).toHaveLength(2);
    }
  });

  it("of eleven leave no cell without one, and need one layer", () => {
    const cube = cubeOf(eleven().groups, 5);
    expect(cellsOf(cube).has(null)).toBe(false);
    expect(layersOf(cube)).toEqual([[1, 5]]);
    expect(groupsOf(cube)).toHaveLength(11);
  });

  it("are those of the first that has the cell", () => {
    const cube = cubeOf([{ class: "a", r: [3, 3] }, { class: "b" }], 3);
    expect(cube[0]).toEqual([
      ["b", "b", "b"],
      ["b", "b", "b"],
      ["a", "a", "a"],
    ]);
    expect(groupsOf(cube)).toEqual([
      { class: "b", r: [1, 2], f: [1, 3], m: [1, 3] },
      { class: "a", r: [3, 3], f: [1, 3], m: [1, 3] },
    ]);
  });

  it("may go by the mean of the digits and their weights", () => {
    const groups = [{ class: "high", total: [3, 3] as [number, number] }];
    expect(cellsOf(cubeOf(groups, 3)).get("high")).toBe(4);
    expect(cellsOf(cubeOf(groups, 3, [1, 0, 0])).get("high")).toBe(9);
  });

  it("are painted in one layer, which is parted and joined", () => {
    const one = cubeOf([{ class: "a" }], 3);
    const two = parted(one, [[1, 3]], 3);
    expect(two.layers).toEqual([
      [1, 2],
      [3, 3],
    ]);
    const cube = painted(two.cube, [3, 3], 1, 2, "b");
    expect(cube[2]![0]).toEqual(["a", "b", "a"]);
    expect(cube[1]![0]).toEqual(["a", "a", "a"]);
    expect(parted(cube, two.layers, 3)).toEqual({ cube: one, layers: [[1, 3]] });
  });
});

describe("moves", () => {
  const moves = [
    { from: null, to: "a", count: 2 },
    { from: "a", to: "a", count: 5 },
    { from: "b", to: null, count: 1 },
  ];
  it("count by either side", () => {
    expect(countsOf(moves, "to").get("a")).toBe(7);
    expect(countsOf(moves, "from").get(null)).toBe(2);
    expect(movedOf(moves)).toBe(3);
  });
  it("make a matrix in the order of the classes, those in none last", () => {
    const codes = codesIn(moves, [
      { code: "b", zh: "乙" },
      { code: "a", zh: "甲" },
    ]);
    expect(codes).toEqual(["b", "a", null]);
    expect(matrixOf(moves, codes)).toEqual([
      [0, 0, 1],
      [0, 5, 0],
      [0, 2, 0],
    ]);
  });
});

it("codes are plain and taken once", () => {
  expect(codeFor("Top customers", [])).toBe("top_customers");
  expect(codeFor("Top customers", ["top_customers"])).toBe("top_customers_2");
  expect(codeFor("重要客户", ["class1"])).toBe("class2");
});
