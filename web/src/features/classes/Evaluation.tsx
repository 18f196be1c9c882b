/** How good a scheme is: whether its classes differ in what they buy, stay, cover and balance; and what to change. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { dayOf, minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { keys } from "../../schema/queries.ts";
import type { Evaluation as Found, ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Check.tsx";
import { Bars } from "../../ui/charts/index.ts";
import { Bones, Empty, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../../views/doings.ts";
import { running, useJob } from "../jobs/index.ts";
import { ClassMark, useClassName } from "./ClassMark.tsx";
import { Curve } from "./Curve.tsx";
import { type ClassOf, classesOf, inForce } from "./definition.ts";
import { type Scheme, useScheme, useVersions } from "./hooks.ts";
import "./classes.css";

const KINDS = ["evaluation", "review"] as const;
const share = (value: number | null) => (value === null ? "–" : `${(value * 100).toFixed(1)}%`);

export default function Evaluation({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const scheme = useScheme(object, row);
  const versions = useVersions(scheme);
  const key = (kind: string) => [...keys.about(object.plural, row.id, "reports"), kind];
  const evaluated = useQuery({ queryKey: key("evaluation"), queryFn: () => api.schemeReports(row.id, "evaluation") });
  const reviewed = useQuery({ queryKey: key("review"), queryFn: () => api.schemeReports(row.id, "review") });
  if (evaluated.isError) return <Fault fault={evaluated.error} retry={() => evaluated.refetch()} />;
  if (!evaluated.data || !versions.data) return <Bones rows={10} />;
  const classes = classesOf(versions.data, inForce(versions.data));
  const newest = [evaluated.data.newest, reviewed.data?.newest ?? null]
    .filter((one) => one !== null)
    .sort((one, other) => (one.at < other.at ? 1 : -1))[0];
  return (
    <div className="zs-page zs-wide">
      <div className="z-row z-wrap">
        <span className="z-quiet z-grow">
          {newest &&
            t(newest.body.ahead ? "classes.evaluation.ahead" : "classes.evaluation.behind", {
              at: minuteOf(newest.at),
              n: newest.body.version,
              since: dayOf(newest.body.since),
            })}
        </span>
        <Mailed scheme={scheme} mailed={evaluated.data.mailed} />
        {inForce(versions.data) && KINDS.map((kind) => <Make key={kind} scheme={scheme} kind={kind} />)}
      </div>
      {newest ? (
        <Shown found={newest.body} classes={classes} />
      ) : (
        <section className="z-panel">
          <Empty icon="chart-bar" title={t("classes.evaluation.none")} text={t("classes.evaluation.none_text")} />
        </section>
      )}
      {reviewed.data?.newest && <Proposals found={reviewed.data.newest.body} at={reviewed.data.newest.at} />}
    </div>
  );
}

function Make({ scheme, kind }: { scheme: Scheme; kind: (typeof KINDS)[number] }) {
  const { t } = useWords();
  const client = useQueryClient();
  const doings = useDoings();
  const words = useFaultWords();
  const [begun, setBegun] = useState<number | null>(null);
  const job = useJob(begun);
  const ended = Boolean(job.data && !running(job.data));
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: ["about", scheme.of.plural, scheme.id] });
  }, [ended, client, scheme.of.plural, scheme.id]);
  const make = async () => {
    try {
      const { job: made } = await api.makeReport(scheme.id, kind);
      setBegun(made);
      doings.begun(made);
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  return (
    <Button
      size="xs"
      variant={kind === "evaluation" ? "filled" : "default"}
      loading={begun !== null && !ended}
      onClick={make}
    >
      {t(`classes.evaluation.make.${kind}`)}
    </Button>
  );
}

function Mailed({ scheme, mailed }: { scheme: Scheme; mailed: boolean }) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const put = async (wanted: boolean) => {
    try {
      await api.mailReports(scheme.id, wanted);
      await client.invalidateQueries({ queryKey: keys.about(scheme.of.plural, scheme.id, "reports") });
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  return (
    <Check
      label={t("classes.evaluation.mail")}
      checked={mailed}
      onChange={(event) => void put(event.currentTarget.checked)}
    />
  );
}

function Shown({ found, classes }: { found: Found; classes: readonly ClassOf[] }) {
  const { t } = useWords();
  const name = useClassName(classes);
  const { separation, stability, coverage, balance } = found;
  const facts: { name: string; value: string; help: string; watch?: boolean }[] = [
    {
      name: "gini",
      value: separation ? separation.gini.toFixed(2) : t("classes.evaluation.too_little"),
      help: "gini_help",
    },
    { name: "explained", value: share(separation?.explained ?? null), help: "explained_help" },
    {
      name: "stable",
      value: share(stability.share_back),
      help: "stable_help",
      watch: (stability.share_back ?? 0) > 0.05,
    },
    { name: "covered", value: share(coverage.share), help: "covered_help", watch: (coverage.share ?? 1) < 0.9 },
    {
      name: "even",
      value: balance.even === null ? "–" : balance.even.toFixed(2),
      help: "even_help",
      watch: balance.small > 0,
    },
  ];
  return (
    <>
      <dl className="zs-facts">
        {facts.map((one) => (
          <div key={one.name} className="z-panel" data-tip={t(`classes.evaluation.${one.help}`)}>
            <dt className="z-quiet">{t(`classes.evaluation.${one.name}`)}</dt>
            <dd className={one.watch ? "z-num zs-watch" : "z-num"}>{one.value}</dd>
          </div>
        ))}
      </dl>
      {separation?.in_order === false && <div className="zs-watch">{t("classes.evaluation.not_in_order")}</div>}
      <section className="z-panel" aria-label={t("classes.evaluation.by_class")}>
        <div className="z-panel-head">{t("classes.evaluation.by_class")}</div>
        <div className="zs-scroll">
          <table className="zs-movers">
            <thead>
              <tr>
                <th scope="col">{t("classes.class")}</th>
                {["records", "share", "spent", "share_of_spent", "a_head", "lift", "buyers", "again", "lost"].map(
                  (one) => (
                    <th key={one} scope="col" className="zs-number" title={t(`classes.evaluation.${one}_help`)}>
                      {t(`classes.evaluation.${one}`)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {found.classes.map((one) => (
                <tr key={one.class}>
                  <td>
                    <ClassMark code={one.class} classes={classes} />
                  </td>
                  {[
                    grouped(one.count),
                    share(one.share),
                    grouped(one.spent.toFixed(0)),
                    share(one.share_of_spent),
                    grouped(one.a_head.toFixed(0)),
                    one.lift === null ? "–" : `${one.lift.toFixed(2)}×`,
                    share(one.buyers),
                    share(one.again),
                    share(one.lost),
                  ].map((text, at) => (
                    <td key={at} className="zs-number z-num">
                      {text}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <div className="zs-two">
        <Bars
          title={t("classes.evaluation.shares")}
          help={t("classes.evaluation.shares_help")}
          of={t("classes.class")}
          categories={found.classes.map((one) => name(one.class))}
          figure="share"
          series={[
            { name: t("classes.evaluation.records"), values: found.classes.map((one) => one.share), color: 4 },
            { name: t("classes.evaluation.spent"), values: found.classes.map((one) => one.share_of_spent), color: 0 },
          ]}
        />
        {separation ? (
          <Curve
            points={separation.curve}
            names={found.classes.map((one) => name(one.class))}
            note={t("classes.evaluation.gini_is", { n: separation.gini.toFixed(2) })}
          />
        ) : (
          <section className="z-panel">
            <Empty
              icon="chart-bar"
              title={t("classes.evaluation.too_little")}
              text={t("classes.evaluation.too_little_text")}
            />
          </section>
        )}
      </div>
    </>
  );
}

/** What a proposal names is told in each language. */
const inLanguage = (data: Record<string, unknown>, language: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data).map(([name, one]) => [
      name,
      one && typeof one === "object" ? (one as Record<string, unknown>)[language] : one,
    ]),
  );

function Proposals({ found, at }: { found: Found; at: string }) {
  const { t, language } = useWords();
  const rows = found.proposals ?? [];
  return (
    <section className="z-panel" aria-label={t("classes.evaluation.proposals")}>
      <div className="z-panel-head zs-head">
        <span className="z-grow">{t("classes.evaluation.proposals")}</span>
        <span className="z-quiet zs-when">{minuteOf(at)}</span>
      </div>
      <div className="z-panel-body">
        {rows.length === 0 ? (
          <span className="z-quiet">{t("classes.evaluation.no_proposals")}</span>
        ) : (
          <ul className="zs-told">
            {rows.map((one) => (
              <li key={JSON.stringify(one)} className="zs-line">
                <span className="zs-words">
                  {t(`classes.review.${one.code.replace("scheme.review.", "")}`, inLanguage(one.data, language))}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
