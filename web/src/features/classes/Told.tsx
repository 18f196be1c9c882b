/** A definition in words, as people read it who did not write it. */
import type { ReactNode } from "react";
import { inARow, useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import type { Condition } from "../../schema/condition.ts";
import { fieldNamed } from "../../schema/meta.ts";
import { MEASURE } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { useConditionWords } from "../../views/condition/words.ts";
import { Cells } from "./Cells.tsx";
import { ClassMark, useClassName } from "./ClassMark.tsx";
import { CutLines } from "./CutLines.tsx";
import { cellsOf, cubeOf, layersOf } from "./cube.ts";
import {
  type AbcSaid,
  byTotal,
  type ClassOf,
  type ClusterSaid,
  type Definition,
  type ManualSaid,
  type RfmSaid,
  type RulesSaid,
  type ScoreSaid,
  type StagesSaid,
} from "./definition.ts";
import type { Scheme } from "./hooks.ts";
import { Middles } from "./Middles.tsx";

export function Told({ scheme, said }: { scheme: Scheme; said: Definition }) {
  const object = scheme.target;
  if (!object) return null;
  if (scheme.kind === "rules") return <RulesTold object={object} said={said as RulesSaid} />;
  if (scheme.kind === "score") return <ScoreTold object={object} said={said as ScoreSaid} />;
  if (scheme.kind === "rfm") return <RfmTold object={object} said={said as RfmSaid} />;
  if (scheme.kind === "abc") return <AbcTold object={object} said={said as AbcSaid} />;
  if (scheme.kind === "stages") return <StagesTold object={object} said={said as StagesSaid} />;
  if (scheme.kind === "manual") return <ManualTold said={said as ManualSaid} />;
  if (scheme.kind === "cluster") return <Middles object={object} said={said as ClusterSaid} />;
  return null;
}

export function InWords({ where, object }: { where: Condition; object: ObjectSpec }) {
  return <>{useConditionWords(where, object)}</>;
}

/** A line: what is asked, and what follows. */
function Line({ mark, children }: { mark: ReactNode; children: ReactNode }) {
  return (
    <li className="zs-line">
      <span className="zs-words">{children}</span>
      <span className="zs-mark">{mark}</span>
    </li>
  );
}

function Otherwise({ code, classes }: { code: string | null; classes: readonly ClassOf[] }) {
  const { t } = useWords();
  return (
    <Line mark={<ClassMark code={code} classes={classes} />}>
      <span className="z-quiet">{t("classes.otherwise")}</span>
    </Line>
  );
}

function RulesTold({ object, said }: { object: ObjectSpec; said: RulesSaid }) {
  return (
    <ol className="zs-told">
      {said.rules.map((one, at) => (
        <Line key={at} mark={<ClassMark code={one.class} classes={said.classes} />}>
          <InWords where={one.where} object={object} />
        </Line>
      ))}
      <Otherwise code={said.otherwise} classes={said.classes} />
    </ol>
  );
}

function ScoreTold({ object, said }: { object: ObjectSpec; said: ScoreSaid }) {
  const { t } = useWords();
  return (
    <>
      <ul className="zs-told">
        {said.points.map((one, at) => (
          <Line key={at} mark={<span className="z-num">{one.points > 0 ? `+${one.points}` : one.points}</span>}>
            <InWords where={one.where} object={object} />
          </Line>
        ))}
      </ul>
      <ul className="zs-told">
        {said.bands.map((one, at) => (
          <Line key={at} mark={<ClassMark code={one.class} classes={said.classes} />}>
            <span className="z-num">{t("classes.score.from", { n: grouped(one.from) })}</span>
          </Line>
        ))}
      </ul>
    </>
  );
}

export const measureLabel = (object: ObjectSpec, code: string) => fieldNamed(object, MEASURE + code)?.label ?? code;

function RfmTold({ object, said }: { object: ObjectSpec; said: RfmSaid }) {
  const { t } = useWords();
  const size = said.bands ?? 5;
  const cube = cubeOf(said.groups, size, said.weights);
  const total = byTotal(said);
  return (
    <>
      <p className="zs-p">
        {t("classes.rfm.by", {
          r: measureLabel(object, said.recency),
          f: measureLabel(object, said.frequency),
          m: measureLabel(object, said.monetary),
          n: size,
        })}{" "}
        <span className="z-quiet">{t(said.cuts ? "classes.rfm.fixed" : "classes.rfm.quantiles")}</span>
      </p>
      {said.cuts && <CutLines object={object} kind="rfm" said={said} cuts={said.cuts} />}
      {total ? (
        <ul className="zs-told">
          <Line mark={(said.weights ?? [1, 1, 1]).join(" : ")}>{t("classes.rfm.weights")} R : F : M</Line>
          {said.groups.map((one) => (
            <Line key={String(one.total)} mark={<ClassMark code={one.class} classes={said.classes} />}>
              {t("classes.rfm.total", { n: [...new Set(one.total)].join(" – ") })}
            </Line>
          ))}
        </ul>
      ) : (
        <Cells cube={cube} layers={layersOf(cube)} classes={said.classes} />
      )}
      {cellsOf(cube).has(null) && (
        <ul className="zs-told">
          <Otherwise code={said.otherwise} classes={said.classes} />
        </ul>
      )}
      <p className="zs-p z-quiet">{t("classes.rfm.nobody")}</p>
    </>
  );
}

function AbcTold({ object, said }: { object: ObjectSpec; said: AbcSaid }) {
  const { t } = useWords();
  return (
    <>
      <p className="zs-p">{t("classes.abc.by", { what: measureLabel(object, said.measure) })}</p>
      <ul className="zs-told">
        {said.bands.map((one, at) => (
          <Line key={at} mark={<ClassMark code={one.class} classes={said.classes} />}>
            <span className="z-num">
              {t("classes.abc.part", { from: at ? said.bands[at - 1]!.share : 0, to: one.share })}
            </span>
          </Line>
        ))}
      </ul>
    </>
  );
}

function StagesTold({ object, said }: { object: ObjectSpec; said: StagesSaid }) {
  const { t, language } = useWords();
  const name = useClassName(said.classes);
  return (
    <ol className="zs-told">
      {said.stages.map((one, at) => {
        const days = said.stay?.[one.class];
        const from = one.from?.length
          ? t("classes.stages.only_from", { which: inARow(one.from.map(name), language) })
          : "";
        const stay = days ? t("classes.stages.stays", { n: days }) : "";
        return (
          <Line key={at} mark={<ClassMark code={one.class} classes={said.classes} />}>
            <InWords where={one.where} object={object} />
            {(from || stay) && <div className="z-quiet">{[from, stay].filter(Boolean).join(" · ")}</div>}
          </Line>
        );
      })}
      <Otherwise code={said.otherwise} classes={said.classes} />
    </ol>
  );
}

function ManualTold({ said }: { said: ManualSaid }) {
  const { t } = useWords();
  return (
    <>
      <p className="zs-p">{t(said.approval ? "classes.manual.agreed" : "classes.manual.free")}</p>
      <ul className="zs-told">
        <Otherwise code={said.otherwise} classes={said.classes} />
      </ul>
    </>
  );
}
