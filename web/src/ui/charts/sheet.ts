/** A table as a spreadsheet, written by the browser: numbers stay numbers, words stay words even when they begin with "=". */
import write, { type SheetData } from "write-excel-file/browser";
import { today } from "../../lib/dates.ts";
import { saveBlob } from "../../lib/files.ts";
import { widthOf } from "./measure.ts";
import { fileName } from "./picture.ts";
import type { Figure, Table } from "./types.ts";

const FORMATS: Record<Figure, string> = { count: "#,##0", number: "#,##0.00", money: "#,##0.00", share: "0.0%" };
const WIDEST = 40;

export function sheetOf(table: Table): SheetData {
  return [
    table.columns.map((column) => ({
      value: column.label,
      type: String,
      fontWeight: "bold" as const,
      align: column.figure ? ("right" as const) : ("left" as const),
    })),
    ...table.rows.map((row) =>
      row.map(({ value }, index) => {
        if (value === null) return null;
        if (typeof value === "string") return { value, type: String };
        return { value, type: Number, format: FORMATS[table.columns[index]?.figure ?? "number"] };
      }),
    ),
  ];
}

export async function saveSheet(title: string, table: Table): Promise<void> {
  const blob = await write(sheetOf(table), {
    columns: table.columns.map((column, index) => ({ width: widthFor(table, column.label, index) })),
    stickyRowsCount: 1,
    // Excel takes no more than 31 letters here, and not these.
    sheet: fileName(title)
      .replace(/[[\]']/g, " ")
      .slice(0, 31),
  }).toBlob();
  saveBlob(`${fileName(title)} ${today()}.xlsx`, blob);
}

function widthFor(table: Table, label: string, index: number): number {
  const widths = table.rows.slice(0, 200).map((row) => widthOf(String(row[index]?.value ?? ""), 1.7));
  return Math.min(WIDEST, Math.max(10, widthOf(label, 1.9), ...widths) + 2);
}
