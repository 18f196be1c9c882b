import { describe, expect, it } from "vitest";
import type { ImportPreview } from "../../schema/types.ts";
import { fromTemplate, mappingOf, planOf, toTemplate } from "./state.ts";

const column = (index: number, header: string, field: string | null) => ({
  index,
  header,
  field,
  samples: [],
  part: null,
  confidence: 1,
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
});
