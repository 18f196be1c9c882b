/** The same numbers as a table: for those who do not see the drawing, and for whoever wants the number itself. */
import { useWords } from "../../lib/i18n.ts";
import { DoorLink } from "./DoorLink.tsx";
import { exact } from "./numbers.ts";
import { inFull } from "./periods.ts";
import type { Table, TableCell, TableColumn } from "./types.ts";

export function TableView({ title, table, height }: { title: string; table: Table; height: number }) {
  const { t, language } = useWords();
  return (
    <section className="zc-table" style={{ height }} aria-label={t("chart.table_of", { title })} tabIndex={0}>
      <table className="z-table">
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th key={index} scope="col" data-number={column.figure ? true : undefined}>
                {inFull(column.label, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <Row key={index} row={row} columns={table.columns} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, columns }: { row: readonly TableCell[]; columns: readonly TableColumn[] }) {
  const { language } = useWords();
  const name = inFull(String(row[0]?.value ?? ""), language);
  return (
    <tr>
      {row.map((cell, index) => {
        const { label = "", figure } = columns[index] ?? {};
        const written = typeof cell.value === "string" ? inFull(cell.value, language) : exact(cell.value, figure);
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
