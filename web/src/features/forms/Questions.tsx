/** The questions of a form, in order. */
import { useState } from "react";
import { FieldInput } from "../../fields/parts.tsx";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Check.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Select, TextInput } from "../../ui/mantine.ts";
import { askable, deciders, hidden, LANGUAGES, type Question, SOURCES, said } from "./questions.ts";

interface Props {
  object: ObjectSpec;
  value: Question[];
  error: string | undefined;
  onChange: (next: Question[]) => void;
}

export function Questions({ object, value, error, onChange }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const left = askable(object).filter((one) => !value.some((asked) => asked.field === one.name));
  const put = (at: number, next: Question) => onChange(value.map((one, index) => (index === at ? next : one)));
  const move = (at: number, by: number) => {
    const next = [...value];
    const [one] = next.splice(at, 1);
    if (one) next.splice(at + by, 0, one);
    onChange(next);
  };
  return (
    <div>
      <div className="zf-head">{t("forms.questions")}</div>
      <ol className="zf-list">
        {value.map((one, at) => {
          const field = fieldNamed(object, one.field);
          const label = field?.label ?? one.field;
          return (
            <li key={one.field}>
              <div className="z-row">
                <button
                  type="button"
                  className="z-plain z-grow zf-name"
                  aria-expanded={open === one.field}
                  onClick={() => setOpen(open === one.field ? null : one.field)}
                >
                  <Icon name={open === one.field ? "chevron-down" : "chevron-right"} size={14} />
                  <span className="z-clip">{label}</span>
                  <span className="z-quiet z-clip">{remark(one, field, object, t)}</span>
                </button>
                <IconButton
                  icon="arrow-up"
                  size={24}
                  iconSize={14}
                  disabled={at === 0}
                  label={`${t("forms.up")} ${label}`}
                  onClick={() => move(at, -1)}
                />
                <IconButton
                  icon="arrow-down"
                  size={24}
                  iconSize={14}
                  disabled={at === value.length - 1}
                  label={`${t("forms.down")} ${label}`}
                  onClick={() => move(at, 1)}
                />
                <IconButton
                  icon="x"
                  size={24}
                  iconSize={14}
                  label={`${t("do.remove")} ${label}`}
                  onClick={() => onChange(value.filter((other) => other !== one))}
                />
              </div>
              {open === one.field && field && (
                <Details
                  field={field}
                  deciding={deciders(object, value.slice(0, at))}
                  value={one}
                  onChange={(next) => put(at, next)}
                />
              )}
            </li>
          );
        })}
      </ol>
      {error && <div className="zf-wrong">{error}</div>}
      <Select
        size="xs"
        w={220}
        searchable
        aria-label={t("forms.add")}
        placeholder={t("forms.add")}
        data={left.map((one) => ({ value: one.name, label: one.label }))}
        value={null}
        onChange={(next) => {
          if (!next) return;
          onChange([...value, { field: next }]);
          setOpen(next);
        }}
      />
    </div>
  );
}

function remark(one: Question, field: FieldSpec | undefined, object: ObjectSpec, t: (key: string) => string): string {
  if (!field) return t("forms.gone");
  if (hidden(one)) return t("forms.hidden");
  const when = one.when && fieldNamed(object, one.when.field)?.label;
  return [one.required || field.required ? t("forms.required") : "", when ? `${t("forms.when")} ${when}` : ""]
    .filter(Boolean)
    .join(" · ");
}

interface DetailsProps {
  field: FieldSpec;
  deciding: FieldSpec[];
  value: Question;
  onChange: (next: Question) => void;
}

function Details({ field, deciding, value, onChange }: DetailsProps) {
  const { t } = useWords();
  if (hidden(value)) return <Unseen field={field} value={value} onChange={onChange} />;
  const decider = deciding.find((one) => one.name === value.when?.field);
  const depend = (name: string | null) => {
    const { when: _, ...rest } = value;
    onChange(name ? { ...rest, when: { field: name, op: "is", value: null } } : rest);
  };
  return (
    <div className="zf-details">
      {(["label", "help"] as const).map((part) => (
        <div key={part} className="zf-two">
          {LANGUAGES.map((language) => (
            <TextInput
              key={language}
              size="xs"
              label={`${t(part === "label" ? "forms.label" : "forms.hint")} · ${t(`forms.languages.${language}`)}`}
              placeholder={part === "label" ? field.label : undefined}
              value={value[part]?.[language] ?? ""}
              onChange={(event) =>
                onChange({ ...value, [part]: said({ ...value[part], [language]: event.currentTarget.value }) })
              }
            />
          ))}
        </div>
      ))}
      <div className="zf-two">
        <Select
          size="xs"
          label={t("forms.when_field")}
          placeholder={t("forms.always")}
          clearable
          disabled={deciding.length === 0}
          data={deciding.map((one) => ({ value: one.name, label: one.label }))}
          value={decider?.name ?? null}
          onChange={depend}
        />
        {decider && value.when && (
          <div>
            <div className="zf-label">{t("forms.when_value")}</div>
            <FieldInput
              field={decider}
              value={value.when.value}
              onChange={(next) => onChange({ ...value, when: { field: decider.name, op: "is", value: next } })}
            />
          </div>
        )}
      </div>
      <div className="z-row z-wrap" style={{ gap: 18 }}>
        <Check
          label={t("forms.required")}
          disabled={field.required}
          checked={Boolean(value.required) || field.required}
          onChange={(event) => onChange({ ...value, required: event.currentTarget.checked })}
        />
        <Button size="xs" variant="subtle" onClick={() => onChange({ field: field.name, value: null })}>
          {t("forms.hide")}
        </Button>
      </div>
    </div>
  );
}

function Unseen({ field, value, onChange }: Omit<DetailsProps, "deciding">) {
  const { t } = useWords();
  return (
    <div className="zf-details">
      <p className="z-quiet" style={{ margin: 0 }}>
        {t("forms.hidden_help")}
      </p>
      <div className="zf-two">
        <Select
          size="xs"
          label={t("forms.from")}
          clearable
          data={SOURCES.map((name) => ({ value: name, label: name }))}
          value={value.from ?? null}
          onChange={(from) => {
            const { from: _, ...rest } = value;
            onChange(from ? { ...rest, from } : { ...rest, value: rest.value ?? null });
          }}
        />
        <div>
          <div className="zf-label">{t("forms.value")}</div>
          <FieldInput
            field={field}
            value={value.value ?? null}
            onChange={(next) => onChange({ ...value, value: next })}
          />
        </div>
      </div>
      <div>
        <Button size="xs" variant="subtle" onClick={() => onChange({ field: field.name })}>
          {t("forms.show")}
        </Button>
      </div>
    </div>
  );
}
