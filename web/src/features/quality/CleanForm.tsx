/** What an operation is told. */

import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Check.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { MultiSelect, Select, TextInput } from "../../ui/mantine.ts";
import { alike, type Draft, places, STEPS, targets } from "./cleaning.ts";

interface Props {
  object: ObjectSpec;
  draft: Draft;
  onChange: (next: Draft) => void;
}

const choices = (fields: FieldSpec[]) => fields.map((one) => ({ value: one.name, label: one.label }));

export function CleanForm({ object, draft, onChange }: Props) {
  const { t } = useWords();
  const { operation } = draft;
  const own = choices(targets(object, operation));
  const one = (name: "field" | "family" | "given") => (
    <Select
      label={t(`quality.clean.${name}`)}
      data={own}
      allowDeselect={false}
      value={draft[name]}
      onChange={(value) => onChange({ ...draft, [name]: value, names: name === "field" ? [] : draft.names })}
    />
  );
  const many = (name: "fields" | "from", data: typeof own) => (
    <MultiSelect
      label={t(`quality.clean.${name}`)}
      data={data}
      value={draft[name]}
      onChange={(value) => onChange({ ...draft, [name]: value })}
    />
  );
  if (operation === "tidy")
    return (
      <>
        {many("fields", own)}
        <fieldset className="zq-steps">
          <legend className="z-quiet">{t("quality.clean.how")}</legend>
          {STEPS.map((step) => (
            <Check
              key={step}
              label={t(`quality.clean.step.${step}`)}
              checked={draft.how.includes(step)}
              onChange={(event) => {
                const rest = draft.how.filter((other) => other !== step);
                onChange({ ...draft, how: event.currentTarget.checked ? [...rest, step] : rest });
              }}
            />
          ))}
        </fieldset>
      </>
    );
  if (operation === "renumber") return <p className="z-quiet">{t("quality.clean.renumber_help")}</p>;
  if (operation === "phones") return many("fields", own);
  if (operation === "region")
    return (
      <>
        {one("field")}
        {many("from", choices(places(object)))}
      </>
    );
  if (operation === "split")
    return (
      <>
        {one("field")}
        {one("family")}
        {one("given")}
      </>
    );
  return (
    <>
      {one("field")}
      <Names object={object} draft={draft} onChange={onChange} />
    </>
  );
}

function Names({ object, draft, onChange }: Props) {
  const { t } = useWords();
  const [looked, setLooked] = useState(false);
  const field = draft.field ? fieldNamed(object, draft.field) : undefined;
  const put = (index: number, part: "old" | "new", value: string) =>
    onChange({ ...draft, names: draft.names.map((one, at) => (at === index ? { ...one, [part]: value } : one)) });
  const suggest = async () => {
    if (!field) return;
    setLooked(true);
    const used = await api.usedTags(object.plural, field.name);
    const known = new Set(draft.names.map((one) => one.old));
    const more = alike(used.rows.map((one) => one.value)).filter((one) => !known.has(one.old));
    onChange({ ...draft, names: [...draft.names, ...more] });
  };
  return (
    <div className="z-col">
      {draft.names.map((one, index) => (
        <div key={index} className="z-row">
          <TextInput
            className="z-grow"
            aria-label={t("quality.clean.old")}
            placeholder={t("quality.clean.old")}
            value={one.old}
            onChange={(event) => put(index, "old", event.currentTarget.value)}
          />
          <span>→</span>
          <TextInput
            className="z-grow"
            aria-label={t("quality.clean.new")}
            placeholder={t("quality.clean.new")}
            value={one.new}
            onChange={(event) => put(index, "new", event.currentTarget.value)}
          />
          <IconButton
            icon="x"
            label={`${t("do.remove")} ${one.old}`}
            onClick={() => onChange({ ...draft, names: draft.names.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <div className="z-row">
        <Button
          size="xs"
          variant="subtle"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => onChange({ ...draft, names: [...draft.names, { old: "", new: "" }] })}
        >
          {t("quality.clean.add")}
        </Button>
        {field?.kind === "tags" && !looked && (
          <Button size="xs" variant="subtle" onClick={suggest}>
            {t("quality.clean.suggest")}
          </Button>
        )}
      </div>
    </div>
  );
}
