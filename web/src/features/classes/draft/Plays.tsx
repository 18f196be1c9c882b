/** What follows from classes: what is to be done with those who come into one, and which falls are told of. */
import { useWords } from "../../../lib/i18n.ts";
import { Check } from "../../../ui/Check.tsx";
import { MultiSelect, NumberInput, Textarea, TextInput } from "../../../ui/mantine.ts";
import { type Definition, labelOf, type Play } from "../definition.ts";
import { Add, PickClass, Rows, Section } from "./parts.tsx";

interface Props {
  said: Definition;
  onChange: (part: { plays?: Play[]; alarm?: string[] }) => void;
}

export function Plays({ said, onChange }: Props) {
  const { t, language } = useWords();
  const plays = said.plays ?? [];
  return (
    <Section title={t("classes.plays.title")} help={t("classes.plays.help")} path="plays">
      <Rows
        rows={plays}
        path="plays"
        label={(one, at) => one.title || t("classes.plays.at", { n: at + 1 })}
        onChange={(next) => onChange({ plays: next })}
      >
        {(one, put, at) => (
          <div className="z-col z-grow zs-stage">
            <div className="zs-row">
              <PickClass
                classes={said.classes}
                value={one.class}
                label={t("classes.class")}
                path={`plays.${at}.class`}
                onChange={(code) => put({ class: code ?? "" })}
              />
              <TextInput
                className="z-grow"
                aria-label={t("classes.plays.name")}
                placeholder={t("classes.plays.name")}
                maxLength={100}
                value={one.title}
                onChange={(event) => put({ title: event.currentTarget.value })}
              />
            </div>
            <Textarea
              aria-label={t("classes.plays.content")}
              placeholder={t("classes.plays.content")}
              autosize
              minRows={1}
              maxRows={6}
              maxLength={2000}
              value={one.content}
              onChange={(event) => put({ content: event.currentTarget.value })}
            />
            <div className="zs-row">
              <Check
                label={t("classes.plays.task")}
                checked={one.task}
                onChange={(event) => put({ task: event.currentTarget.checked })}
              />
              {one.task && (
                <>
                  <NumberInput
                    w={84}
                    min={0}
                    allowDecimal={false}
                    aria-label={t("classes.plays.days")}
                    value={one.days}
                    onChange={(days) => put({ days: Number(days) || 0 })}
                  />
                  <span className="z-quiet">{t("classes.plays.days")}</span>
                </>
              )}
            </div>
          </div>
        )}
      </Rows>
      <Add
        label={t("classes.plays.add")}
        disabled={said.classes.length === 0}
        onClick={() =>
          onChange({
            plays: [...plays, { class: said.classes[0]?.code ?? "", title: "", content: "", task: true, days: 3 }],
          })
        }
      />
      <MultiSelect
        label={t("classes.plays.alarm")}
        description={t("classes.plays.alarm_help")}
        data={said.classes.map((one) => ({ value: one.code, label: labelOf(one, language) }))}
        value={said.alarm ?? []}
        onChange={(alarm) => onChange({ alarm })}
      />
    </Section>
  );
}
