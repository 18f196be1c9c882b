/** One field of all selected records: a new value; or, of a list, what is put in or taken out while the rest stays. */

import { useState } from "react";
import { FieldInput } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { useWords } from "../../lib/i18n.ts";
import { filled, writable } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Modal, SegmentedControl, Select } from "../../ui/mantine.ts";

type How = "add" | "remove" | "set";

interface Props {
  object: ObjectSpec;
  /** The field to edit, when it is not to be chosen. */
  field: FieldSpec | null;
  howMany: string;
  rows: Row[];
  onClose: () => void;
  onRun: (values: Record<string, unknown>) => Promise<void>;
}

const isList = (field: FieldSpec | null | undefined) => field?.kind === "tags" || field?.kind === "choices";

/** What is sent for a field: a list is added to or taken from, anything else is replaced. */
export function bulkValue(how: How, value: unknown): unknown {
  if (how === "set") return value === "" ? null : value;
  return { [how]: value };
}

export default function BulkEdit({ object, field: fixed, howMany, rows, onClose, onRun }: Props) {
  const { t } = useWords();
  const choices = object.fields.filter((one) => writable(one) && !one.unique && !["file", "json"].includes(one.kind));
  const [name, setName] = useState(fixed?.name ?? choices[0]?.name ?? "");
  const [value, setValue] = useState<unknown>(null);
  const [chosen, setHow] = useState<How>("add");
  const [busy, setBusy] = useState(false);
  const field = choices.find((one) => one.name === name) ?? fixed;
  const list = isList(field);
  const how = list ? chosen : "set";
  const same = rows.filter((row) => JSON.stringify(row[name] ?? null) === JSON.stringify(value ?? null)).length;
  const empty = blank(value);
  const submit = async () => {
    setBusy(true);
    await onRun({ [name]: bulkValue(how, value) });
    setBusy(false);
    onClose();
  };
  const effect =
    how !== "set"
      ? t(`bulk.effects.${how}`, { n: howMany })
      : empty && field
        ? t("bulk.effect_clear", { n: howMany, field: field.label })
        : t("bulk.effect", { n: howMany });
  return (
    <Modal opened onClose={onClose} title={t("bulk.edit_title", { n: howMany, what: object.label_plural })} size={440}>
      <form
        className="z-col"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Select
          label={t("bulk.field")}
          searchable
          allowDeselect={false}
          disabled={Boolean(fixed)}
          data={choices.map((one) => ({ value: one.name, label: one.label }))}
          value={name}
          onChange={(next) => {
            setName(next ?? name);
            setValue(null);
          }}
        />
        {list && (
          <SegmentedControl
            fullWidth
            aria-label={t("bulk.how")}
            data={(["add", "remove", "set"] as const).map((one) => ({ value: one, label: t(`bulk.hows.${one}`) }))}
            value={how}
            onChange={(next) => setHow(next as How)}
          />
        )}
        {field && (
          <div>
            <label
              htmlFor="bulk-value"
              style={{ display: "block", marginBottom: 4, fontWeight: 500, color: "var(--z-ink-2)" }}
            >
              {list ? field.label : t("bulk.value")}
            </label>
            <FieldInput key={name} id="bulk-value" field={field} value={value} onChange={setValue} autoFocus />
          </div>
        )}
        <p className="z-quiet" style={{ margin: 0 }}>
          {effect}
          {how === "set" && same > 0 && ` ${t("bulk.same", { n: same })}`}
        </p>
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={!field || (empty && (how !== "set" || filled(field)))}>
            {t("bulk.run", { n: howMany })}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
