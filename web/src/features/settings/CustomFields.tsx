/** Fields that an administrator adds: no restart, at once everywhere. */

import { type FormEvent, useState } from "react";
import type { FieldFault } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, useMeta } from "../../schema/meta.ts";
import { working } from "../../schema/roles.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Check.tsx";
import { Drawer, NumberInput, Select, Textarea, TextInput } from "../../ui/mantine.ts";
import { ObjectTable } from "../../views/list/ObjectTable.tsx";
import { type Choice, OptionsEditor } from "./OptionsEditor.tsx";
import { useSave } from "./save.ts";

export default function CustomFields({ object }: { object: ObjectSpec }) {
  const { t } = useWords();
  const meta = useMeta();
  const targets = working(meta);
  const [target, setTarget] = useState(targets[0]?.name ?? "");
  const [open, setOpen] = useState<{ row: Row | null } | null>(null);
  const columns = ["label_zh", "label_en", "code", "kind", "required", "unique", "indexed", "retired"];
  return (
    <>
      <ObjectTable
        object={object}
        columns={columns}
        keep={(row) => row.object === target}
        onNew={() => setOpen({ row: null })}
        onEdit={(row) => setOpen({ row })}
        head={
          <Select
            size="xs"
            w={150}
            allowDeselect={false}
            aria-label={t("settings.of_object")}
            data={targets.map((one) => ({ value: one.name, label: one.label }))}
            value={target}
            onChange={(next) => next && setTarget(next)}
          />
        }
      />
      {open && <FieldDrawer object={object} target={target} row={open.row} onClose={() => setOpen(null)} />}
    </>
  );
}

/** A code from the label where it is plain letters; Chinese labels leave it to the person. */
export function codeFrom(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 40);
}

function FieldDrawer({
  object,
  target,
  row,
  onClose,
}: {
  object: ObjectSpec;
  target: string;
  row: Row | null;
  onClose: () => void;
}) {
  const { t } = useWords();
  const meta = useMeta();
  const save = useSave(object);
  // The list of choices has been called both; whichever the server declares is written.
  const choices = fieldNamed(object, "choices") ? "choices" : "options";
  const [values, setValues] = useState<Record<string, unknown>>(() => ({
    object: target,
    kind: "text",
    position: 0,
    ...row,
  }));
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const [busy, setBusy] = useState(false);
  const set = (part: Record<string, unknown>) => setValues((before) => ({ ...before, ...part }));
  const text = (name: string) => (values[name] as string) ?? "";
  const kind = text("kind");
  const kinds = fieldNamed(object, "kind")?.options ?? [];
  const listed = kind === "choice" || kind === "choices";
  const linked = kind === "link" || kind === "links";
  const has = (name: string) => Boolean(fieldNamed(object, name));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const names = [
      "label_zh",
      "label_en",
      "help",
      "required",
      "unique",
      "indexed",
      "retired",
      "position",
      "sensitivity",
      "purpose",
      ...(row ? [] : ["object", "code", "kind", "to", "secret"]),
    ];
    const sent = Object.fromEntries(
      names
        .filter((name) => has(name) && values[name] !== undefined)
        .map((name) => [name, values[name] === "" ? null : values[name]]),
    );
    if (listed) sent[choices] = values[choices] ?? [];
    const refused = await save(row, sent);
    setBusy(false);
    if (refused) setFaults(refused);
    else onClose();
  };
  const wrong = (name: string) => faults[name]?.message;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={500}
      title={t(row ? "form.edit" : "do.new", { what: object.label })}
    >
      <form className="z-col" style={{ gap: 14 }} onSubmit={submit} noValidate>
        <TextInput
          label={t("settings.label_zh")}
          data-autofocus
          value={text("label_zh")}
          error={wrong("label_zh")}
          onChange={(event) => set({ label_zh: event.currentTarget.value })}
        />
        <TextInput
          label={t("settings.label_en")}
          value={text("label_en")}
          error={wrong("label_en")}
          onChange={(event) => {
            const label = event.currentTarget.value;
            const follows = !row && (text("code") === "" || text("code") === codeFrom(text("label_en")));
            set({ label_en: label, ...(follows ? { code: codeFrom(label) } : {}) });
          }}
        />
        <TextInput
          label={t("settings.code")}
          description={t("settings.code_help")}
          required
          withAsterisk={false}
          disabled={Boolean(row)}
          value={text("code")}
          error={wrong("code")}
          onChange={(event) => set({ code: event.currentTarget.value })}
        />
        <Select
          label={t("settings.kind")}
          searchable
          allowDeselect={false}
          disabled={Boolean(row)}
          data={kinds.map((one) => ({
            value: one.value,
            label: t(`settings.kinds.${one.value}`, { defaultValue: one.label }),
          }))}
          value={kind}
          error={wrong("kind")}
          onChange={(next) => set({ kind: next })}
        />
        {linked && (
          <Select
            label={t("settings.links_to")}
            allowDeselect={false}
            disabled={Boolean(row)}
            data={working(meta).map((one) => ({ value: one.name, label: one.label }))}
            value={text("to") || null}
            error={wrong("to")}
            onChange={(next) => set({ to: next })}
          />
        )}
        {listed && (
          <OptionsEditor
            value={(values[choices] ?? []) as Choice[]}
            onChange={(next) => set({ [choices]: next })}
            error={wrong(choices)}
          />
        )}
        <div className="z-row" style={{ gap: 14 }}>
          {["sensitivity", "purpose"]
            .map((name) => fieldNamed(object, name))
            .filter((one) => one !== undefined)
            .map((one) => (
              <Select
                key={one.name}
                label={one.label}
                placeholder={t("privacy.by_kind")}
                clearable
                data={one.options.map((option) => ({ value: option.value, label: option.label }))}
                value={text(one.name) || null}
                error={wrong(one.name)}
                onChange={(next) => set({ [one.name]: next })}
              />
            ))}
        </div>
        <Textarea
          label={t("settings.help")}
          autosize
          minRows={2}
          value={text("help")}
          onChange={(event) => set({ help: event.currentTarget.value })}
        />
        <div className="z-row z-wrap" style={{ gap: 18 }}>
          {["required", "unique", "indexed", "retired", ...(row || kind !== "text" ? [] : ["secret"])]
            .filter(has)
            .map((name) => (
              <Check
                key={name}
                label={t(`settings.flags.${name}`)}
                checked={Boolean(values[name])}
                error={wrong(name)}
                onChange={(event) => set({ [name]: event.currentTarget.checked })}
              />
            ))}
          <NumberInput
            label={t("settings.position")}
            w={90}
            value={(values.position as number) ?? 0}
            onChange={(next) => set({ position: Number(next) || 0 })}
          />
        </div>
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button type="submit" loading={busy}>
            {t("do.save")}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
