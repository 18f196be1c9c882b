import { describe, expect, it } from "vitest";
import type { ImportPreview } from "../../schema/types.ts";
import { moved } from "./check/keys.ts";
import { cut } from "./Made.tsx";
import {
  applied,
  bare,
  type Choice,
  FRESH,
  fromTemplate,
  mappingOf,
  planOf,
  toDetails,
  toTemplate,
  USUAL,
  withWord,
} from "./state.ts";

const column = (index: number, header: string, field: string | null) => ({
  index,
  header,
  field,
  samples: [],
  part: null,
  confidence: 1,
  by: null,
  made: false,
  unclear: false,
});
const preview: ImportPreview = {
  header_row: 1,
  header_rows: 1,
  reasons: [],
  encoding: "utf-8",
  delimiter: ",",
  columns: [column(0, "名称", "name"), column(1, "手机", null)],
  rows: [],
  total: 2,
};

describe("import", () => {
  it("keeps a mapping by headings", () => {
    const template = toTemplate(preview, { "0": "name", "1": "phone" });
    const turned = { ...preview, columns: [column(0, "手机", null), column(1, "名称", null)] };
    expect(fromTemplate(turned, template)).toEqual({ "0": "phone", "1": "name" });
    expect(mappingOf(preview)).toEqual({ "0": "name", "1": "" });
  });
  it("sends what was chosen", () => {
    const plan = planOf({
      ...FRESH,
      ...USUAL,
      object: "x",
      sheet: "s",
      headerRow: null,
      mapping: { "0": "name", "1": "" },
      mode: "create",
      match: "code",
      encoding: "gb18030",
      badCells: "leave_out",
    });
    expect(plan).toEqual({
      object: "x",
      sheet: "s",
      encoding: "gb18030",
      mapping: { "0": "name", "1": null },
      mode: "create",
      match: null,
      bad_cells: "leave_out",
    });
  });
  it("knows a file of headings alone", () => {
    expect([bare(preview), bare({ ...preview, total: 0 })]).toEqual([false, true]);
  });
  it("keeps what was changed for all cells of a column, step by step", () => {
    const start = { ...FRESH, ...USUAL, object: "x" } as Choice;
    const once = withWord(start, 1, "火星", "杭州西湖");
    expect(once.words).toEqual({ "1": { 火星: "杭州西湖" } });
    expect(withWord(once, 1, "杭州西湖", "").words).toEqual({ "1": { 火星: null, 杭州西湖: null } });
  });
  it("keeps what was said of columns by their headings, too", () => {
    const made = [{ columns: [0], sign: "/", part: 0, parts: 2 }];
    const given = { ...FRESH, ...USUAL, object: "x", made, words: { "1": { a: "b" } }, dates: { "1": "dmy" as const } };
    const shown = { ...preview, columns: [...preview.columns, { ...column(2, "名", "name"), made: true }] };
    const mapping = { "0": "", "1": "phone", "2": "name" };
    const details = toDetails(shown, given, mapping);
    const turned = { ...preview, columns: [column(0, "手机", null), column(1, "名称", null), column(2, "多", null)] };
    const next = applied(turned, { ...FRESH, ...USUAL, object: "x" }, { mapping: toTemplate(shown, mapping), details });
    expect(next.made).toEqual([{ columns: [1], sign: "/", part: 0, parts: 2 }]);
    expect(next.words).toEqual({ "0": { a: "b" } });
    expect(next.dates).toEqual({ "0": "dmy" });
    expect(next.mapping).toEqual({ "0": "phone", "1": "", "2": "", "3": "name" });
  });
  it("splits as the server does", () => {
    expect(cut("张三/138/备注", "/", 2)).toEqual(["张三", "138/备注"]);
    expect(cut("Li  Lei 1", " ", 2)).toEqual(["Li", "Lei 1"]);
  });
  it("moves through the grid", () => {
    const size = { rows: 3, columns: 2, page: 10 };
    expect(moved("ArrowDown", { row: 2, column: 0 }, size)).toEqual({ row: 2, column: 0 });
    expect(moved("End", { row: 1, column: 0 }, size)).toEqual({ row: 1, column: 1 });
    expect(moved("x", { row: 1, column: 0 }, size)).toBeNull();
  });
});
