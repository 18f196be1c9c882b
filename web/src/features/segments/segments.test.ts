import { expect, test } from "vitest";
import { codesIn } from "./lists.ts";

test("codes come one a line, with signs between, or as the first column of a table", () => {
  expect(codesIn("C-1\nC-2\r\n\nC-1")).toEqual(["C-1", "C-2"]);
  expect(codesIn("C-1，C-2、C-3; C-4")).toEqual(["C-1", "C-2", "C-3", "C-4"]);
  expect(codesIn('编号,名称\n"C-1",甲 乙\nC-2,丙')).toEqual(["编号", "C-1", "C-2"]);
  expect(codesIn("  ")).toEqual([]);
});
