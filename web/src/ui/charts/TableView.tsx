/** The same numbers as a table: for those who do not see the drawing, and for whoever wants the number itself. */
import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { Button } from "../Button.tsx";
import { DoorLink } from "./DoorLink.tsx";
import { exact } from "./numbers.ts";
import { inFull } from "./periods.ts";
import type { Table, TableCell, TableColumn } from "./types.ts";

/** Nobody reads more at once, and the sheet has all. */
const PAGE = 300;

export function TableView({ title, table, height }: { title: string; table: Table; height: number }) {
  const { t } = useWords();
  const [shown, setShown] = useState(PAGE);
  return (
    <section className="zc-table" style={{ height }} aria-label={t("chart.table_of", { title })} tabIndex={0}>
      <table className="z-table">
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th key={index} scope="col" data-number={index > 0 && column.figure ? true : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, shown).map((row, index) => (
            <Row key={index} row={row} columns={table.columns} />
          ))}
        </tbody>
      </table>
      {shown < table.rows.length && (
        <Button variant="subtle" size="xs" onClick={() => setShown(shown + PAGE)}>
          {t("do.show_more")}
        </Button>
      )}
    </section>
  );
}

function Row({ row, columns }: { row: readonly TableCell[]; columns: readonly TableColumn[] }) {
  const { language } = useWords();
  const worded = (value: string, column?: TableColumn) => (column?.period ? inFull(value, language) : value);
  const name = worded(String(row[0]?.value ?? ""), columns[0]);
  return (
    <tr>
      {row.map((cell, index) => {
        const { label = "", figure } = columns[index] ?? {};
        const written = typeof cell.value === "string" ? worded(cell.value, columns[index]) : exact(cell.value, figure);
        const inside = (
          <DoorLink door={cell.door} label={index ? `${name} ${label} ${written}` : undefined}>
            {written}
          </DoorLink>
        );
        if (index === 0)
          return (
            <th key={index} scope="row">
              {inside}
            </th>
          );
        return (
          <td key={index} data-number={figure ? true : undefined}>
            {inside}
          </td>
        );
      })}
    </tr>
  );
}
