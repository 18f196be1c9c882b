/** Who moved between the classes of a scheme, as a flow or a matrix. */
import { useState } from "react";
import { dayOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed } from "../../schema/meta.ts";
import type { AnalysisOutline, ObjectSpec } from "../../schema/types.ts";
import { Flow, Matrix } from "../../ui/charts/index.ts";
import { Choose } from "./Choose.tsx";
import { byWorth, doorTo, type Told, useCard } from "./cards.ts";

const SPANS = [30, 90, 180, 365];
const DAY = 86_400_000;

export function Movement({ object, outline, when }: { object: ObjectSpec; outline: AnalysisOutline; when: boolean }) {
  const [kept, setKept] = useState<string>();
  const schemes = byWorth(outline.schemes);
  const chosen = schemes.find((one) => String(one.id) === kept) ?? schemes[0];
  if (!chosen) return null;
  return <Moves key={chosen.id} object={object} outline={outline} chosen={chosen} onChoose={setKept} when={when} />;
}

interface Given {
  object: ObjectSpec;
  outline: AnalysisOutline;
  chosen: AnalysisOutline["schemes"][number];
  onChoose: (id: string) => void;
  when: boolean;
}

function Moves({ object, outline, chosen, onChoose, when }: Given) {
  const { t } = useWords();
  const [days, setDays] = useState("30");
  const [way, setWay] = useState("flow");
  const first = dayOf(new Date(Date.now() - Number(days) * DAY));
  const { told, frame } = useCard(object, "movement", { scheme: chosen.id, first }, when);
  const options = fieldNamed(object, chosen.field)?.options ?? [];
  const name = (code: string | null) =>
    code === null ? t("analysis.no_class") : (options.find((one) => one.value === code)?.label ?? code);
  const rows = told?.rows ?? [];
  const classes = [
    ...new Set([...options.map((one) => one.value), ...rows.flatMap((one) => [one.from, one.to])]),
  ].filter((code) => rows.some((one) => one.from === code || one.to === code));
  const moved = rows.filter((one) => one.from !== one.to).reduce((sum, one) => sum + one.count, 0);
  const [from, until] = [told?.first ?? first, told?.last ?? dayOf(new Date())];
  const common = {
    ...frame,
    title: t("analysis.movement"),
    help: t("analysis.movement_help"),
    note: told ? t("analysis.moved", { n: moved }) : undefined,
    tools: (
      <>
        <Choose
          label={t("analysis.scheme")}
          of={outline.schemes.map((one) => [String(one.id), one.label])}
          value={String(chosen.id)}
          onChange={onChoose}
        />
        <Choose
          label={t("analysis.time")}
          of={SPANS.map((n) => [String(n), t("analysis.days", { n })])}
          value={days}
          onChange={setDays}
        />
        <Choose
          label={t("analysis.way")}
          of={[
            ["flow", t("analysis.flow")],
            ["matrix", t("analysis.matrix")],
          ]}
          value={way}
          onChange={setWay}
        />
      </>
    ),
  };
  return (
    <div className="zn-wide">
      {way === "flow" ? (
        <Flow
          {...common}
          then={from}
          now={until}
          measure={object.label_plural}
          order={classes.map(name)}
          paints={Object.fromEntries([
            ...options.map((one) => [one.label, { color: one.color }]),
            [name(null), { quiet: true }],
          ])}
          moves={rows.map((one) => ({
            from: name(one.from),
            to: name(one.to),
            value: one.count,
            door: doorTo(object, one.where),
          }))}
        />
      ) : (
        <Matrix
          {...common}
          then={from}
          now={until}
          classes={classes.map(name)}
          counts={classes.map((from) => classes.map((to) => cell(rows, from, to)?.count ?? 0))}
          opens={(from, to) => doorTo(object, cell(rows, classes[from], classes[to])?.where)}
        />
      )}
    </div>
  );
}

type Rows = Told<"movement">["rows"];
const cell = (rows: Rows, from: string | null | undefined, to: string | null | undefined) =>
  rows.find((one) => one.from === from && one.to === to);
