/** The first rows as they would be written; what is wrong is marked where it stands. */
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed } from "../../schema/meta.ts";
import type { ImportPreview, ObjectSpec } from "../../schema/types.ts";
import { Icon } from "../../ui/Icon.tsx";

interface Props {
  object: ObjectSpec;
  preview: ImportPreview;
  mapping: Record<string, string>;
}

const said = (fault: { message: string } | string) => (typeof fault === "string" ? fault : fault.message);
const shown = (cell: unknown) =>
  cell === null || cell === undefined ? "" : typeof cell === "object" ? JSON.stringify(cell) : String(cell);

export function PreviewTable({ object, preview, mapping }: Props) {
  const { t } = useWords();
  const columns = preview.columns.filter((one) => mapping[String(one.index)]);
  return (
    <div style={{ overflow: "auto", maxHeight: 480 }}>
      <table className="zi-table zi-preview">
        <thead>
          <tr>
            <th className="z-num">{t("imports.row")}</th>
            {columns.map((one) => (
              <th key={one.index}>
                {fieldNamed(object, mapping[String(one.index)]!)?.label ?? mapping[String(one.index)]}
                {one.header !== fieldNamed(object, mapping[String(one.index)]!)?.label && (
                  <div className="z-quiet">{one.header}</div>
                )}
              </th>
            ))}
            <th>{t("imports.remark")}</th>
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => {
            const errors = row.errors ?? {};
            const names = Object.keys(errors);
            return (
              <tr key={row.row} data-wrong={names.length > 0 || undefined}>
                <td className="z-num z-quiet">{row.row}</td>
                {columns.map((one) => {
                  const fault = errors[mapping[String(one.index)]!];
                  return (
                    <td key={one.index} className={fault ? "zi-wrong" : undefined} title={fault && said(fault)}>
                      <div className="z-clip" style={{ maxWidth: 220 }}>
                        {shown(row.cells[one.index])}
                      </div>
                    </td>
                  );
                })}
                <td style={{ color: "var(--z-danger)" }}>
                  {names.map((name) => (
                    <div key={name} className="z-row" style={{ gap: 4 }}>
                      <Icon name="alert-triangle" size={13} />
                      {fieldNamed(object, name)?.label ?? name}: {said(errors[name]!)}
                    </div>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
