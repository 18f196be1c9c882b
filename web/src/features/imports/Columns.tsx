/** Which column of the file is which field. */

import { useWords } from "../../lib/i18n.ts";
import { writable } from "../../schema/meta.ts";
import type { ImportPreview, ObjectSpec } from "../../schema/types.ts";
import { Chip } from "../../ui/Chip.tsx";
import { Select } from "../../ui/mantine.ts";

interface Props {
  object: ObjectSpec;
  preview: ImportPreview;
  mapping: Record<string, string>;
  onMap: (mapping: Record<string, string>) => void;
}

export function Columns({ object, preview, mapping, onMap }: Props) {
  const { t } = useWords();
  const fields = object.fields
    .filter((one) => writable(one) || ["id", "created_at", "created_by"].includes(one.name))
    .filter((one) => one.kind !== "json" && one.kind !== "file");
  return (
    <div style={{ overflowX: "auto" }}>
      <table className="zi-table zi-map">
        <thead>
          <tr>
            <th>{t("imports.heading")}</th>
            <th>{t("imports.samples")}</th>
            <th style={{ width: "min(240px, 50vw)" }}>{t("imports.field")}</th>
            <th style={{ width: 72 }}>{t("imports.sure")}</th>
          </tr>
        </thead>
        <tbody>
          {preview.columns.map((one) => {
            const field = mapping[String(one.index)] ?? "";
            const proposed = field !== "" && field === one.field;
            return (
              <tr key={one.index}>
                <th scope="row">
                  {one.header || <span className="z-quiet">{t("imports.no_heading", { n: one.index + 1 })}</span>}
                </th>
                <td className="z-quiet">
                  <div className="z-clip" style={{ maxWidth: 360 }}>
                    {one.samples
                      .filter((text) => text !== null && text !== "")
                      .slice(0, 3)
                      .map(String)
                      .join(" · ")}
                  </div>
                </td>
                <td>
                  <Select
                    size="xs"
                    aria-label={t("imports.field_of", { header: one.header || one.index + 1 })}
                    searchable
                    clearable
                    placeholder={t("imports.leave_out")}
                    data={fields.map((other) => ({
                      value: other.name,
                      label: other.label + (other.required ? " *" : ""),
                    }))}
                    value={field || null}
                    onChange={(next) => onMap({ ...mapping, [String(one.index)]: next ?? "" })}
                  />
                </td>
                <td>
                  {proposed ? (
                    <Chip color={one.confidence >= 0.85 ? "green" : "amber"}>{Math.round(one.confidence * 100)}%</Chip>
                  ) : field ? (
                    <Chip color="teal">{t("imports.by_you")}</Chip>
                  ) : (
                    <span className="z-quiet">—</span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
