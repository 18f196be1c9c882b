/** Which column of the file is which field. */

import { useWords } from "../../lib/i18n.ts";
import { writable } from "../../schema/meta.ts";
import type { ImportPreview, ObjectSpec } from "../../schema/types.ts";
import { Chip } from "../../ui/Chip.tsx";
import { Select } from "../../ui/mantine.ts";
import { ColumnMenu } from "./ColumnMenu.tsx";
import type { Choice } from "./state.ts";

interface Props {
  object: ObjectSpec;
  preview: ImportPreview;
  choice: Choice;
  mapping: Record<string, string>;
  onMap: (mapping: Record<string, string>) => void;
  set: (next: Partial<Choice>) => void;
  upload: string;
}

const ORDERS = ["dmy", "mdy"] as const;

/** 3/9/2026 is March or September. */
function Orders({ value, onChange }: { value?: "dmy" | "mdy"; onChange: (order: "dmy" | "mdy") => void }) {
  const { t } = useWords();
  return (
    <Select
      size="xs"
      w={300}
      maw="100%"
      mt={4}
      aria-label={t("imports.date_order")}
      placeholder={t("imports.date_order")}
      error={!value}
      allowDeselect={false}
      data={ORDERS.map((one) => ({ value: one, label: t(`imports.date_orders.${one}`) }))}
      value={value ?? null}
      onChange={(next) => next && onChange(next as "dmy" | "mdy")}
    />
  );
}

export function Columns({ object, preview, choice, mapping, onMap, set, upload }: Props) {
  const { t } = useWords();
  // Pictures come with cards only; where the server proposes one, there are some.
  const pictured = new Set([...preview.columns.map((one) => one.field), ...Object.values(mapping)]);
  const fields = object.fields
    .filter((one) => writable(one) || ["id", "created_at", "created_by"].includes(one.name))
    .filter((one) => one.kind !== "json" && (one.kind !== "file" || pictured.has(one.name)));
  return (
    <div className="zi-scroll" style={{ overflowX: "auto" }}>
      <table className="zi-table zi-map">
        <thead>
          <tr>
            <th>{t("imports.heading")}</th>
            <th>{t("imports.samples")}</th>
            <th style={{ width: "min(240px, 50vw)" }}>{t("imports.field")}</th>
            <th style={{ width: 96 }}>{t("imports.sure")}</th>
            <th style={{ width: 44 }} />
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
                  {(one.unclear || choice.dates[String(one.index)]) && (
                    <Orders
                      value={choice.dates[String(one.index)]}
                      onChange={(order) => set({ dates: { ...choice.dates, [String(one.index)]: order } })}
                    />
                  )}
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
                    <Chip
                      color={one.confidence >= 0.85 ? "green" : "amber"}
                      title={t(one.by === "values" ? "imports.by_values" : "imports.by_heading")}
                    >
                      {Math.round(one.confidence * 100)}%{one.by === "values" && ` ${t("imports.by_values_short")}`}
                    </Chip>
                  ) : field ? (
                    <Chip color="teal">{t("imports.by_you")}</Chip>
                  ) : (
                    <span className="z-quiet">—</span>
                  )}
                </td>
                <td>
                  <ColumnMenu
                    object={object}
                    preview={preview}
                    choice={choice}
                    column={one}
                    field={field}
                    mapping={mapping}
                    upload={upload}
                    set={set}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
