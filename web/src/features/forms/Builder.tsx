/** A form: which records it makes, what it asks and says, and who gets what it makes. */
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FieldInput } from "../../fields/parts.tsx";
import { ApiError, type FieldFault } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, objectNamed, useMeta } from "../../schema/meta.ts";
import { working } from "../../schema/roles.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Check.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { useLeave } from "../../ui/leave.ts";
import { Drawer, Select, Textarea, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { Questions } from "./Questions.tsx";
import { firstQuestions, LANGUAGES, purposesOf, type Question, said, TEXTS, type Words } from "./questions.ts";

type Values = Record<string, unknown>;
const SENT = ["name", "object", "questions", "texts", "purpose", "record_owner", "team", "sites", "confirm", "active"];

const idOf = (value: unknown) => (value && typeof value === "object" && "id" in value ? value.id : value);

export function Builder({ object, row, onClose }: { object: ObjectSpec; row: Row | null; onClose: () => void }) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const words = useFaultWords();
  const choices = working(meta).filter((one) => one.rights.create);
  const [values, setValues] = useState<Values>(
    () => row ?? { name: "", object: choices[0]?.name, questions: choices[0] ? firstQuestions(choices[0]) : [] },
  );
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const [busy, setBusy] = useState(false);
  const { touch, leave } = useLeave(onClose);
  const set = (part: Values) => {
    touch();
    setFaults((before) => Object.fromEntries(Object.entries(before).filter(([name]) => !(name in part))));
    setValues((before) => ({ ...before, ...part }));
  };
  const target = objectNamed(meta, String(values.object));
  const purposes = target && purposesOf(meta, target);
  const texts = (values.texts ?? {}) as Record<string, Words>;
  const consents = Object.keys(said(texts.consent ?? {})).length > 0;
  const label = (name: string) => fieldNamed(object, name)?.label ?? name;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const sent: Values = Object.fromEntries(SENT.map((name) => [name, values[name] ?? null]));
    sent.texts = Object.fromEntries(Object.entries(texts).map(([name, one]) => [name, said(one)]));
    sent.purpose = idOf(values.purpose);
    sent.record_owner = idOf(values.record_owner);
    sent.team = ((values.team ?? []) as unknown[]).map(idOf);
    sent.confirm = Boolean(values.confirm);
    sent.active = Boolean(values.active);
    try {
      await (row ? api.patch(object.plural, row.id, row.version, sent) : api.create(object.plural, sent));
      await client.invalidateQueries({ queryKey: ["list", object.plural] });
      onClose();
    } catch (fault) {
      const { message, code } = words(fault);
      const fields = fault instanceof ApiError ? fault.fields : {};
      setFaults(fields);
      toast({ text: Object.values(fields)[0]?.message ?? message, code, bad: true });
    }
    setBusy(false);
  };
  return (
    <Drawer
      opened
      onClose={leave}
      position="right"
      size={680}
      title={t(row ? "form.edit" : "do.new", { what: object.label })}
    >
      <form className="z-col" style={{ gap: 16 }} onSubmit={submit} noValidate>
        <div className="zf-two">
          <TextInput
            label={label("name")}
            data-autofocus
            value={String(values.name ?? "")}
            error={faults.name?.message}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Select
            label={label("object")}
            allowDeselect={false}
            disabled={Boolean(row)}
            data={choices.map((one) => ({ value: one.name, label: one.label }))}
            value={String(values.object ?? "")}
            error={faults.object?.message}
            onChange={(next) => {
              const chosen = objectNamed(meta, next);
              if (chosen) set({ object: chosen.name, questions: firstQuestions(chosen), purpose: null });
            }}
          />
        </div>
        {target && (
          <Questions
            object={target}
            value={(values.questions ?? []) as Question[]}
            error={faults.questions?.message}
            onChange={(questions) => set({ questions })}
          />
        )}
        <Texts value={texts} error={faults.texts?.message} onChange={(next) => set({ texts: next })} />
        {purposes && consents && !values.purpose && <div className="zf-note">{t("forms.no_purpose")}</div>}
        <div className="zf-two">
          {purposes && (
            <Ref
              label={label("purpose")}
              field={{ ...(fieldNamed(object, "purpose") as FieldSpec), kind: "link", to: purposes.name }}
              value={values.purpose}
              error={faults.purpose?.message}
              onChange={(purpose) => set({ purpose })}
            />
          )}
          {["record_owner", "team"].map((name) => (
            <Ref
              key={name}
              label={label(name)}
              field={fieldNamed(object, name)}
              value={values[name]}
              error={faults[name]?.message}
              onChange={(next) => set({ [name]: next })}
            />
          ))}
        </div>
        <Textarea
          label={label("sites")}
          description={t("forms.sites_help")}
          placeholder="https://www.example.com"
          autosize
          minRows={1}
          value={String(values.sites ?? "")}
          error={faults.sites?.message}
          onChange={(event) => set({ sites: event.currentTarget.value })}
        />
        <div className="z-row z-wrap" style={{ gap: 18 }}>
          {["confirm", "active"].map((name) => (
            <Check
              key={name}
              label={label(name)}
              checked={Boolean(values[name])}
              error={faults[name]?.message}
              onChange={(event) => set({ [name]: event.currentTarget.checked })}
            />
          ))}
        </div>
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={leave}>
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

interface RefProps {
  label: string;
  field: FieldSpec | undefined;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
}

function Ref({ label, field, value, error, onChange }: RefProps) {
  if (!field) return null;
  return (
    <div>
      <div className="zf-label">{label}</div>
      <FieldInput field={field} value={value ?? null} onChange={onChange} invalid={Boolean(error)} />
      {error && <div className="zf-wrong">{error}</div>}
    </div>
  );
}

interface TextsProps {
  value: Record<string, Words>;
  error: string | undefined;
  onChange: (next: Record<string, Words>) => void;
}

function Texts({ value, error, onChange }: TextsProps) {
  const { t } = useWords();
  return (
    <div>
      <div className="zf-head">{t("forms.texts.label")}</div>
      {TEXTS.map((name) => (
        <div key={name} className="zf-two">
          {LANGUAGES.map((language) => (
            <Textarea
              key={language}
              size="xs"
              label={`${t(`forms.texts.${name}`)} · ${t(`forms.languages.${language}`)}`}
              autosize
              minRows={1}
              maxRows={8}
              value={value[name]?.[language] ?? ""}
              onChange={(event) =>
                onChange({ ...value, [name]: { ...value[name], [language]: event.currentTarget.value } })
              }
            />
          ))}
        </div>
      ))}
      {error && <div className="zf-wrong">{error}</div>}
    </div>
  );
}
