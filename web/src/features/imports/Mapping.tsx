/** Which sheet, which row has the headings, which column is which field; and how the first rows come out. */
import { Button, NumberInput, SegmentedControl, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Dispatch, type SetStateAction, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, useMeta, writable } from "../../schema/meta.ts";
import { working } from "../../schema/roles.ts";
import type { ImportPreview, ObjectSpec, Upload } from "../../schema/types.ts";
import { Chip } from "../../ui/Chip.tsx";
import { Bones, Fault } from "../../ui/Faces.tsx";
import { PreviewTable } from "./PreviewTable.tsx";
import { type Choice, fromTemplate, keysOf, mappingOf, planOf } from "./state.ts";
import { Templates } from "./Templates.tsx";

interface Props {
  upload: Upload;
  choice: Choice;
  set: Dispatch<SetStateAction<Choice>>;
  busy: boolean;
  onRun: () => void;
  onBack: () => void;
}

export function Mapping({ upload, choice, set, busy, onRun, onBack }: Props) {
  const { t } = useTranslation();
  const meta = useMeta();
  const object = objectNamed(meta, choice.object) as ObjectSpec;
  const [shown, setShown] = useState("columns");
  const plan = planOf(choice);
  const preview = useQuery({
    queryKey: ["import", upload.upload, plan],
    queryFn: () => api.importPreview(upload.upload, plan),
    placeholderData: (before) => before,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const data = preview.data;
  const mapping = choice.mapping ?? (data ? mappingOf(data) : {});
  const keys = keysOf(object);
  const fresh = { headerRow: null, mapping: null };
  // A match on a field that no column brings could never find anything.
  const usable = keys.filter((one) => Object.values(mapping).includes(one.value));
  const match =
    choice.match && usable.some((one) => one.value === choice.match) ? choice.match : (usable[0]?.value ?? null);
  useEffect(() => {
    if (choice.mode !== "create" && choice.match !== match) set((before) => ({ ...before, match }));
  }, [choice.mode, choice.match, match, set]);

  const title = object.fields.find((one) => one.name === object.title_field);
  const missing = object.fields.filter(
    (one) =>
      one.required &&
      !one.system &&
      one.kind !== "code" &&
      (one.default === null || one.default === undefined) &&
      !Object.values(mapping).includes(one.name),
  );
  const wrong = data?.rows.filter((row) => Object.keys(row.errors ?? {}).length > 0).length ?? 0;
  const mapped = Object.values(mapping).filter(Boolean).length;
  return (
    <div className="z-col" style={{ gap: 12 }}>
      <section className="z-panel zi-top">
        <div className="z-grow" style={{ minWidth: 160 }}>
          <strong className="z-clip" style={{ display: "block" }}>
            {upload.name}
          </strong>
          <span className="z-quiet z-num">
            {data?.total ? t("imports.rows", { n: grouped(data.total) }) : ""}{" "}
            {upload.encoding ? `· ${upload.encoding.toUpperCase()}` : ""}
          </span>
        </div>
        <Select
          label={t("imports.into")}
          w={140}
          allowDeselect={false}
          data={working(meta)
            .filter((one) => one.rights.import)
            .map((one) => ({ value: one.name, label: one.label_plural }))}
          value={choice.object}
          onChange={(next) => next && set({ ...choice, ...fresh, object: next, match: null })}
        />
        {upload.sheets.length > 1 && (
          <Select
            label={t("imports.sheet")}
            w={190}
            allowDeselect={false}
            data={upload.sheets.map((one) => ({ value: one.name, label: `${one.name} (${grouped(one.rows)})` }))}
            value={choice.sheet}
            onChange={(next) => next && set({ ...choice, ...fresh, sheet: next })}
          />
        )}
        <NumberInput
          label={t("imports.header_row")}
          w={86}
          min={1}
          allowDecimal={false}
          hideControls={false}
          value={choice.headerRow ?? data?.header_row ?? ""}
          onChange={(next) =>
            typeof next === "number" && next > 0 && set({ ...choice, headerRow: next, mapping: null })
          }
        />
        <div>
          <div className="zi-label">{t("imports.mode")}</div>
          <SegmentedControl
            aria-label={t("imports.mode")}
            data={(["create", "update", "upsert"] as const).map((one) => ({
              value: one,
              label: t(`imports.modes.${one}`),
            }))}
            value={choice.mode}
            onChange={(mode) => set({ ...choice, mode: mode as Choice["mode"] })}
          />
        </div>
        {choice.mode !== "create" && (
          <Select
            label={t("imports.match")}
            w={150}
            allowDeselect={false}
            data={usable}
            value={match}
            error={usable.length === 0 ? t("imports.no_key") : undefined}
            onChange={(next) => set({ ...choice, match: next })}
          />
        )}
      </section>

      {preview.isError ? (
        <section className="z-panel">
          <Fault fault={preview.error} retry={() => preview.refetch()} />
        </section>
      ) : !data ? (
        <section className="z-panel">
          <Bones rows={9} />
        </section>
      ) : (
        <section className="z-panel" style={{ opacity: preview.isPlaceholderData ? 0.7 : 1 }}>
          <div className="z-panel-head z-wrap">
            <SegmentedControl
              size="xs"
              aria-label={t("imports.step.columns")}
              data={[
                { value: "columns", label: `${t("imports.columns")} ${mapped}/${data.columns.length}` },
                { value: "rows", label: wrong > 0 ? t("imports.preview_wrong", { n: wrong }) : t("imports.preview") },
              ]}
              value={shown}
              onChange={setShown}
            />
            <span className="z-grow" />
            <Templates
              object={object}
              preview={data}
              mapping={mapping}
              onUse={(template) => set({ ...choice, mapping: fromTemplate(data, template) })}
            />
          </div>
          {shown === "columns" ? (
            <Columns
              object={object}
              preview={data}
              mapping={mapping}
              onMap={(next) => set({ ...choice, mapping: next })}
            />
          ) : (
            <PreviewTable object={object} preview={data} mapping={mapping} />
          )}
        </section>
      )}

      <div className="z-row z-wrap">
        <Button variant="default" onClick={onBack}>
          {t("imports.other_file")}
        </Button>
        <span className="z-grow" style={{ color: "var(--z-amber)", textAlign: "right" }}>
          {choice.mode !== "update" &&
            missing.length > 0 &&
            data &&
            t("imports.missing", { fields: missing.map((one) => one.label).join("、") })}
        </span>
        <Button
          loading={busy}
          disabled={
            !data ||
            mapped === 0 ||
            (choice.mode !== "create" && !match) ||
            (choice.mode === "create" && missing.some((one) => one === title))
          }
          onClick={onRun}
        >
          {data?.total ? t("imports.run_n", { n: grouped(data.total) }) : t("imports.run")}
        </Button>
      </div>
    </div>
  );
}

interface ColumnsProps {
  object: ObjectSpec;
  preview: ImportPreview;
  mapping: Record<string, string>;
  onMap: (mapping: Record<string, string>) => void;
}

function Columns({ object, preview, mapping, onMap }: ColumnsProps) {
  const { t } = useTranslation();
  const fields = object.fields
    .filter((one) => writable(one) || ["id", "created_at", "created_by"].includes(one.name))
    .filter((one) => one.kind !== "json" && one.kind !== "file");
  return (
    <div style={{ overflowX: "auto" }}>
      <table className="zi-table">
        <thead>
          <tr>
            <th>{t("imports.heading")}</th>
            <th>{t("imports.samples")}</th>
            <th style={{ width: 240 }}>{t("imports.field")}</th>
            <th style={{ width: 96 }}>{t("imports.sure")}</th>
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
