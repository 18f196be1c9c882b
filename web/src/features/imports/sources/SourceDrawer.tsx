/** An import source: where it reads, by which template, how often, and what lets it in. */

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ApiError, type FieldFault } from "../../../lib/http.ts";
import { useWords } from "../../../lib/i18n.ts";
import { api } from "../../../schema/api.ts";
import { fieldNamed, objectNamed, useMeta } from "../../../schema/meta.ts";
import { useList } from "../../../schema/queries.ts";
import type { ObjectSpec, Row, SourceState } from "../../../schema/types.ts";
import { Button } from "../../../ui/Button.tsx";
import { Check } from "../../../ui/Check.tsx";
import { useFaultWords } from "../../../ui/Faces.tsx";
import { Drawer, NumberInput, SegmentedControl, Select, TextInput } from "../../../ui/mantine.ts";
import { toast } from "../../../ui/toast.tsx";
import { Header } from "./Header.tsx";

const UNITS = ["minute", "hour", "day"] as const;

interface Props {
  object: ObjectSpec;
  row: Row | null;
  state: SourceState | undefined;
  /** Whether this server opens a folder at all. */
  folders: boolean;
  onClose: () => void;
}

export function SourceDrawer({ object, row, state, folders, onClose }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const [values, setValues] = useState<Record<string, unknown>>({
    name: row?.name ?? "",
    template: (row?.template as { id: number } | undefined)?.id ?? null,
    reads: row?.reads ?? (folders ? "folder" : "web"),
    place: row?.place ?? "",
    pattern: row?.pattern ?? "",
    every: row?.every ?? 1,
    unit: row?.unit ?? "hour",
    at: row?.at ?? "",
    active: row?.active ?? true,
  });
  const [header, setHeader] = useState<{ header: string; value: string } | null>(null);
  const [made, setMade] = useState(row); // what is saved already when its header is refused
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const label = (field: string) => fieldNamed(object, field)?.label ?? field;
  const put = (name: string, value: unknown) => setValues((before) => ({ ...before, [name]: value }));
  const reads = values.reads as "folder" | "web";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const given = { ...values, pattern: values.pattern || null, at: values.at || null };
    try {
      const kept = await (made
        ? api.patch(object.plural, made.id, made.version, given)
        : api.create(object.plural, given));
      setMade(kept);
      if (header && reads === "web") await api.sourceHeader(kept.id, header.header || null, header.value || null);
      await client.invalidateQueries();
      onClose();
    } catch (fault) {
      if (fault instanceof ApiError && Object.keys(fault.fields).length > 0) setFaults(fault.fields);
      else {
        const { message, code } = words(fault);
        toast({ text: message, code, bad: true });
      }
    }
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={520}
      title={t(row ? "form.edit" : "do.new", { what: object.label })}
    >
      <form className="z-col" style={{ gap: 14 }} onSubmit={submit} noValidate>
        <TextInput
          label={label("name")}
          data-autofocus
          value={String(values.name)}
          error={faults.name?.message}
          onChange={(event) => put("name", event.currentTarget.value)}
        />
        <TemplateSelect
          label={label("template")}
          help={fieldNamed(object, "template")?.help ?? undefined}
          value={values.template as number | null}
          error={faults.template?.message}
          onChange={(next) => put("template", next)}
        />
        <div>
          <SegmentedControl
            aria-label={label("reads")}
            fullWidth
            data={fieldNamed(object, "reads")?.options.map((one) => ({ value: one.value, label: one.label })) ?? []}
            value={reads}
            onChange={(next) => {
              put("reads", next);
              put("place", next === row?.reads ? row.place : "");
            }}
          />
          {!folders && reads === "folder" && <p className="z-quiet">{t("imports.sources.folders_closed")}</p>}
        </div>
        <TextInput
          label={t(`imports.sources.place.${reads}`)}
          description={t(`imports.sources.place_help.${reads}`)}
          value={String(values.place)}
          error={faults.place?.message}
          onChange={(event) => put("place", event.currentTarget.value)}
        />
        {reads === "folder" ? (
          <TextInput
            label={label("pattern")}
            description={t("imports.sources.pattern_help")}
            value={String(values.pattern)}
            error={faults.pattern?.message}
            onChange={(event) => put("pattern", event.currentTarget.value)}
          />
        ) : (
          <Header kept={state?.header ?? null} given={header} set={setHeader} faults={faults} />
        )}
        <div className="z-row" style={{ alignItems: "flex-start" }}>
          <NumberInput
            label={label("every")}
            w={110}
            min={1}
            allowDecimal={false}
            value={Number(values.every)}
            error={faults.every?.message}
            onChange={(next) => put("every", Number(next))}
          />
          <Select
            label={label("unit")}
            w={120}
            allowDeselect={false}
            data={UNITS.map((one) => ({ value: one, label: t(`imports.sources.unit.${one}`) }))}
            value={String(values.unit)}
            onChange={(next) => put("unit", next ?? values.unit)}
          />
          {values.unit === "day" && (
            <TextInput
              label={label("at")}
              w={110}
              placeholder="07:30"
              value={String(values.at)}
              error={faults.at?.message}
              onChange={(event) => put("at", event.currentTarget.value)}
            />
          )}
        </div>
        <Check
          label={label("active")}
          checked={Boolean(values.active)}
          onChange={(event) => put("active", event.currentTarget.checked)}
        />
        <p className="z-quiet" style={{ margin: 0 }}>
          {[t("imports.sources.as"), state?.person?.title].filter(Boolean).join(" · ")}
        </p>
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button type="submit" disabled={!values.template}>
            {t("do.save")}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}

interface TemplateProps {
  label: string;
  help: string | undefined;
  value: number | null;
  error: string | undefined;
  onChange: (next: number | null) => void;
}

function TemplateSelect({ label, help, value, error, onChange }: TemplateProps) {
  const { t } = useWords();
  const meta = useMeta();
  const keeper = objectNamed(meta, "import_template");
  const list = useList(keeper?.plural ?? "import_templates", { limit: 200, count: 0 }, Boolean(keeper));
  const rows = list.data?.rows ?? [];
  return (
    <Select
      label={label}
      description={list.data && rows.length === 0 ? t("imports.sources.no_templates") : help}
      data={rows.map((one) => ({
        value: String(one.id),
        label: `${one.name} · ${objectNamed(meta, String(one.object))?.label ?? one.object}`,
      }))}
      value={value === null ? null : String(value)}
      error={error}
      onChange={(next) => onChange(next ? Number(next) : null)}
    />
  );
}
