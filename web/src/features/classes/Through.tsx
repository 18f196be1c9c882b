/** How long records stay in each stage, and how many of those who came into one went on to another. */
import { type ReactNode, useState } from "react";
import { addDays, today } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import type { Through as Told } from "../../schema/types.ts";
import { Heat } from "../../ui/charts/index.ts";
import { Bones, Fault } from "../../ui/Faces.tsx";
import { Select } from "../../ui/mantine.ts";
import { ClassMark, useClassName } from "./ClassMark.tsx";
import type { ClassOf } from "./definition.ts";
import { type Scheme, useThrough } from "./hooks.ts";

interface Props {
  scheme: Scheme;
  classes: readonly ClassOf[];
  /** Where those are of whom nothing is known yet; what comes after it says more to begin with. */
  otherwise: string | null;
}

export function Through({ scheme, classes, otherwise }: Props) {
  const { t } = useWords();
  const entered = classes.length > 2 ? classes.filter((one) => one.code !== otherwise) : classes;
  const [first, setFirst] = useState(entered[0]?.code ?? "");
  const [then, setThen] = useState(entered[1]?.code ?? "");
  const told = useThrough(scheme, first, then);
  const name = useClassName(classes);
  if (told.isError) return <Fault fault={told.error} retry={() => told.refetch()} />;
  if (!told.data) return <Bones rows={6} />;
  const choice = (label: string, value: string, onChange: (next: string) => void) => (
    <Select
      aria-label={label}
      size="xs"
      w={140}
      allowDeselect={false}
      value={value}
      data={classes.map((one) => ({ value: one.code, label: name(one.code) }))}
      onChange={(next) => next && onChange(next)}
    />
  );
  return (
    <div className="zs-two">
      <Times times={told.data.times} classes={classes} />
      <Months
        months={told.data.months}
        tools={
          <span className="z-row">
            {choice(t("classes.through.from"), first, setFirst)}
            <span className="z-quiet">→</span>
            {choice(t("classes.through.to"), then, setThen)}
          </span>
        }
      />
    </div>
  );
}

function Times({ times, classes }: { times: Told["times"]; classes: readonly ClassOf[] }) {
  const { t } = useWords();
  const days = (count: number | null | undefined) => (count == null ? "–" : t("classes.through.days", { n: count }));
  const heads = ["here", "days_here", "left", "days_until_left"];
  return (
    <section className="z-panel" aria-label={t("classes.through.times")}>
      <div className="z-panel-head">{t("classes.through.times")}</div>
      <div className="zs-scroll">
        <table className="zs-movers">
          <thead>
            <tr>
              <th scope="col">{t("classes.class")}</th>
              {heads.map((one) => (
                <th key={one} scope="col" className="zs-number">
                  {t(`classes.through.${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {classes.map(({ code }) => {
              const one = times.find((each) => each.class === code);
              const told = [grouped(one?.here ?? 0), days(one?.days_here), grouped(one?.left ?? 0)];
              return (
                <tr key={code}>
                  <td>
                    <ClassMark code={code} classes={classes} />
                  </td>
                  {[...told, days(one?.days_until_left)].map((text, at) => (
                    <td key={at} className="zs-number z-num">
                      {text}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The last day of a month like `2026-05`. */
const lastDay = (month: string) => addDays(`${addDays(`${month}-01`, 31).slice(0, 7)}-01`, -1);

function Months({ months, tools }: { months: Told["months"]; tools: ReactNode }) {
  const { t } = useWords();
  const spans = months[0]?.within.map((one) => one.days) ?? [];
  // Shares that can still grow say nothing yet: the last who came have to have had as many days.
  const whole = (month: string, days: number) => addDays(lastDay(month), days) < today();
  return (
    <Heat
      title={t("classes.through.months")}
      help={t("classes.through.months_help")}
      tools={tools}
      empty={months.length === 0 ? t("classes.through.nobody") : undefined}
      periods
      of={t("classes.through.came_in")}
      measure={t("classes.through.came")}
      columns={[...spans.map((days) => t("classes.through.within", { n: days })), t("classes.through.until_now")]}
      rows={months.map((one) => ({
        name: one.month,
        size: one.came,
        values: [
          ...one.within.map(({ days, count }) => (whole(one.month, days) ? count / one.came : null)),
          one.went / one.came,
        ],
      }))}
    />
  );
}
