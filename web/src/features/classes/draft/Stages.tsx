/** Stages in the order in which they are tried: when one comes in, from where, and for how long one stays. */
import { useWords } from "../../../lib/i18n.ts";
import { Check } from "../../../ui/Check.tsx";
import { MultiSelect, NumberInput } from "../../../ui/mantine.ts";
import { labelOf, type ManualSaid, type Stage, type StagesSaid } from "../definition.ts";
import { Add, PickClass, Rows, Section, Where } from "./parts.tsx";
import { type EditorProps, NONE, Otherwise } from "./Rules.tsx";

export function StagesEditor({ object, said, onChange }: EditorProps<StagesSaid>) {
  const { t, language } = useWords();
  const options = said.classes.map((one) => ({ value: one.code, label: labelOf(one, language) }));
  const stay = said.stay ?? {};
  return (
    <Section title={t("classes.stages.title")} help={t("classes.stages.help")} path="stages">
      <Rows
        rows={said.stages}
        path="stages"
        label={(_, at) => t("classes.stages.at", { n: at + 1 })}
        onChange={(stages) => onChange({ stages })}
      >
        {(one, put, at) => (
          <div className="z-col z-grow zs-stage">
            <div className="zs-row">
              <span className="z-quiet z-num zs-nth">{at + 1}</span>
              <Where object={object} value={one.where} onChange={(where) => put({ where })} />
              <PickClass
                classes={said.classes}
                value={one.class}
                label={t("classes.class")}
                path={`stages.${at}.class`}
                onChange={(code) => put({ class: code ?? "" })}
              />
            </div>
            <div className="zs-row zs-guards">
              <MultiSelect
                className="z-grow"
                aria-label={t("classes.stages.from")}
                placeholder={one.from?.length ? undefined : t("classes.stages.from_anywhere")}
                data={options.filter((each) => each.value !== one.class)}
                value={one.from ?? []}
                onChange={(from) => put({ from })}
              />
              <span className="z-row">
                <span className="z-quiet">{t("classes.stages.stay")}</span>
                <NumberInput
                  w={84}
                  min={0}
                  allowDecimal={false}
                  aria-label={t("classes.stages.stay")}
                  value={stay[one.class] ?? 0}
                  onChange={(days) => onChange({ stay: { ...stay, [one.class]: Number(days) || 0 } })}
                />
                <span className="z-quiet">{t("filter.units.d")}</span>
              </span>
            </div>
          </div>
        )}
      </Rows>
      <div className="z-row z-wrap">
        <Add
          label={t("classes.stages.add")}
          onClick={() =>
            onChange({
              stages: [...said.stages, { class: said.classes[0]?.code ?? "", where: NONE, from: [] } satisfies Stage],
            })
          }
        />
        <span className="z-grow" />
        <Otherwise said={said} onChange={onChange} />
      </div>
    </Section>
  );
}

export function ManualEditor({ said, onChange }: EditorProps<ManualSaid>) {
  const { t } = useWords();
  return (
    <Section title={t("classes.manual.title")} help={t("classes.manual.help")}>
      <Check
        label={t("classes.manual.approval")}
        checked={said.approval}
        onChange={(event) => onChange({ approval: event.currentTarget.checked })}
      />
      <Otherwise said={said} onChange={onChange} />
    </Section>
  );
}
