/** Rules in their order: the first that a record meets gives its class. */
import { useWords } from "../../../lib/i18n.ts";
import type { ObjectSpec } from "../../../schema/types.ts";
import { NumberInput } from "../../../ui/mantine.ts";
import type { Points, Rule, RulesSaid, ScoreSaid } from "../definition.ts";
import { Add, PickClass, Rows, Section, Where } from "./parts.tsx";

export interface EditorProps<T> {
  object: ObjectSpec;
  said: T;
  onChange: (part: Partial<T>) => void;
}

/** A condition that is still to be made; the server never sees it, as saving asks for it first. */
export const NONE = null as never;

export function RulesEditor({ object, said, onChange }: EditorProps<RulesSaid>) {
  const { t } = useWords();
  const add = () =>
    onChange({ rules: [...said.rules, { class: said.classes[0]?.code ?? "", where: NONE } satisfies Rule] });
  return (
    <Section title={t("classes.rules.title")} help={t("classes.rules.help")} path="rules">
      <Rows
        rows={said.rules}
        path="rules"
        label={(_, at) => t("classes.rules.at", { n: at + 1 })}
        onChange={(rules) => onChange({ rules })}
      >
        {(one, put, at) => (
          <>
            <span className="z-quiet z-num zs-nth">{at + 1}</span>
            <Where object={object} value={one.where} onChange={(where) => put({ where })} />
            <PickClass
              classes={said.classes}
              value={one.class}
              label={t("classes.class")}
              path={`rules.${at}.class`}
              onChange={(code) => put({ class: code ?? "" })}
            />
          </>
        )}
      </Rows>
      <div className="z-row z-wrap">
        <Add label={t("classes.rules.add")} onClick={add} />
        <span className="z-grow" />
        <Otherwise said={said} onChange={onChange} />
      </div>
    </Section>
  );
}

/** The class of those whom nothing else gave one. */
export function Otherwise({
  said,
  onChange,
}: {
  said: Pick<RulesSaid, "classes" | "otherwise">;
  onChange: (part: { otherwise: string | null }) => void;
}) {
  const { t } = useWords();
  return (
    <div className="z-row">
      <span className="z-quiet">{t("classes.otherwise")}</span>
      <PickClass
        classes={said.classes}
        value={said.otherwise ?? null}
        label={t("classes.otherwise")}
        path="otherwise"
        none
        onChange={(otherwise) => onChange({ otherwise })}
      />
    </div>
  );
}

export function ScoreEditor({ object, said, onChange }: EditorProps<ScoreSaid>) {
  const { t } = useWords();
  const [least, most] = said.points.reduce(
    ([low, high], one) => [low + Math.min(0, one.points), high + Math.max(0, one.points)],
    [0, 0],
  );
  return (
    <>
      <Section title={t("classes.score.points")} help={t("classes.score.reach", { least, most })} path="points">
        <Rows
          rows={said.points}
          path="points"
          label={(_, at) => t("classes.score.at", { n: at + 1 })}
          onChange={(points) => onChange({ points })}
        >
          {(one, put) => (
            <>
              <Where object={object} value={one.where} onChange={(where) => put({ where })} />
              <NumberInput
                w={96}
                aria-label={t("classes.score.points")}
                allowDecimal={false}
                value={one.points}
                onChange={(next) => put({ points: Number(next) || 0 })}
              />
            </>
          )}
        </Rows>
        <Add
          label={t("classes.score.add")}
          onClick={() => onChange({ points: [...said.points, { where: NONE, points: 10 } satisfies Points] })}
        />
      </Section>
      <Section title={t("classes.score.bands")} help={t("classes.score.bands_help")} path="bands">
        <Rows
          rows={said.bands}
          path="bands"
          fixed
          label={(_, at) => t("classes.score.band", { n: at + 1 })}
          onChange={(bands) => onChange({ bands })}
        >
          {(one, put, at) => (
            <>
              <PickClass
                classes={said.classes}
                value={one.class}
                label={t("classes.class")}
                path={`bands.${at}.class`}
                onChange={(code) => put({ class: code ?? "" })}
              />
              <span className="z-quiet">≥</span>
              <NumberInput
                w={110}
                aria-label={t("classes.score.least")}
                value={one.from}
                onChange={(next) => put({ from: Number(next) || 0 })}
              />
            </>
          )}
        </Rows>
        <Add
          label={t("classes.score.add_band")}
          onClick={() =>
            onChange({
              bands: [
                ...said.bands,
                { class: said.classes.at(-1)?.code ?? "", from: (said.bands.at(-1)?.from ?? 100) - 10 },
              ],
            })
          }
        />
      </Section>
    </>
  );
}
