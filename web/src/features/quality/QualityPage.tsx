/** Data quality: how good the records of each object are, how that moves, and which records to mend next. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import { ago } from "../../lib/dates.ts";
import { useTitle } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import { qualityRulesOf } from "../../schema/roles.ts";
import type { Quality, QualityOfObject, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Check.tsx";
import { Bones, Empty, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../../views/doings.ts";
import { Trend } from "./Trend.tsx";
import "./quality.css";

const CleanDrawer = lazy(() => import("./CleanDrawer.tsx"));
const QualityRuleDrawer = lazy(() => import("./QualityRuleDrawer.tsx"));
const KEY = ["quality"] as const;

export default function QualityPage() {
  const { t } = useWords();
  const meta = useMeta();
  const rules = qualityRulesOf(meta);
  const [open, setOpen] = useState<{ row: Row | null } | null>(null);
  useTitle(t("quality.title"));
  const query = useQuery({
    queryKey: KEY,
    queryFn: api.quality,
    refetchInterval: (one) => (one.state.data?.running ? 1500 : false),
  });
  const told = query.data;
  const edit = async (id: number) => rules && setOpen({ row: await api.get(rules.plural, id) });
  return (
    <div className="z-page">
      <div className="z-narrow z-col" style={{ gap: 14 }}>
        <header className="z-row z-wrap">
          <h1 className="z-title">{t("quality.title")}</h1>
          <span className="z-quiet z-grow zq-help">{t("quality.help")}</span>
          <Link to="/suggestions">{t("capture.suggested")}</Link>
          {rules?.rights.update && <Link to={`/${rules.plural}`}>{t("quality.all")}</Link>}
          {rules?.rights.create && (
            <Button size="xs" variant="default" onClick={() => setOpen({ row: null })}>
              {t("do.new", { what: rules.label })}
            </Button>
          )}
          {told && <Look running={told.running} />}
        </header>
        {query.isError && !told ? (
          <Fault fault={query.error} retry={() => query.refetch()} />
        ) : !told ? (
          <Bones rows={12} />
        ) : told.objects.every((one) => one.score === null) ? (
          <section className="z-panel">
            <Empty icon="checks" title={t("quality.none")} text={t("quality.none_text")} />
          </section>
        ) : (
          <>
            {told.objects
              .filter((one) => one.score !== null)
              .map((one) => (
                <OfObject key={one.object} told={one} onEdit={rules?.rights.update ? edit : undefined} />
              ))}
            {told.report && <Report report={told.report} mailed={told.mailed} />}
          </>
        )}
      </div>
      {rules && open && (
        <Suspense>
          <QualityRuleDrawer rules={rules} row={open.row} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </div>
  );
}

function Look({ running }: { running: boolean }) {
  const { t } = useWords();
  const client = useQueryClient();
  const doings = useDoings();
  const words = useFaultWords();
  const run = async () => {
    try {
      const { job } = await api.qualityRun();
      doings.begun(job);
      await client.invalidateQueries({ queryKey: KEY });
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  return (
    <Button size="xs" onClick={run} loading={running}>
      {t(running ? "quality.running" : "quality.run")}
    </Button>
  );
}

function OfObject({ told, onEdit }: { told: QualityOfObject; onEdit?: (rule: number) => void }) {
  const { t } = useWords();
  const [cleaning, setCleaning] = useState(false);
  const object = objectNamed(useMeta(), told.object);
  const plural = object?.plural;
  return (
    <section className="z-panel" aria-label={told.label}>
      <div className="z-panel-head zq-head">
        <span className="z-grow">{told.label}</span>
        <span className="z-quiet zq-when">
          {t("quality.records", { n: grouped(told.records) })}
          {told.at && ` · ${t("quality.at", { at: ago(told.at, t) })}`}
        </span>
        {object?.rights.update && (
          <Button size="xs" variant="default" onClick={() => setCleaning(true)}>
            {t("quality.clean.action")}
          </Button>
        )}
        {object && cleaning && (
          <Suspense>
            <CleanDrawer object={object} onClose={() => setCleaning(false)} />
          </Suspense>
        )}
      </div>
      <div className="zq-top">
        <div className="zq-score z-num">{told.score?.toFixed(1)}</div>
        <div className="zq-dimensions">
          {told.dimensions.map((one) => (
            <div key={one.dimension} className="zq-dimension">
              <span>{one.label}</span>
              <span className="z-bar">
                <i style={{ width: `${one.score}%` }} />
              </span>
              <span className="z-num" style={{ textAlign: "right" }}>
                {one.score.toFixed(0)}
              </span>
            </div>
          ))}
        </div>
        <Trend points={told.trend} />
      </div>
      <table className="zq-rules">
        <thead>
          <tr>
            <th scope="col">{t("quality.rule")}</th>
            <th scope="col" className="zq-wide">
              {t("quality.dimension")}
            </th>
            <th scope="col" className="zq-number">
              {t("quality.gain")}
            </th>
            <th scope="col" className="zq-number">
              {t("quality.count")}
            </th>
            {onEdit && <td />}
          </tr>
        </thead>
        <tbody>
          {told.rules.map((one) => (
            <tr key={one.rule}>
              <td>
                {one.label}
                <div className="z-quiet zq-small" title={one.definition}>
                  {one.definition}
                </div>
              </td>
              <td className="z-quiet zq-wide">
                {one.dimension_label} · {t("quality.weight", { n: one.weight })}
              </td>
              <td className="zq-number z-num">{one.gain ? `+${one.gain.toFixed(1)}` : ""}</td>
              <td className="zq-number z-num">
                {one.count === null ? (
                  <span className="z-quiet">{t("quality.new_none")}</span>
                ) : one.count && plural ? (
                  <Link to={`/${plural}?where=${encodeURIComponent(JSON.stringify(one.where))}`}>
                    {grouped(one.count)}
                  </Link>
                ) : (
                  0
                )}
              </td>
              {onEdit && (
                <td>
                  <IconButton
                    icon="edit"
                    size={24}
                    iconSize={15}
                    label={`${t("do.edit")} ${one.label}`}
                    onClick={() => onEdit(one.rule)}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Report({ report, mailed }: { report: NonNullable<Quality["report"]>; mailed: boolean | null }) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const mail = async (wanted: boolean) => {
    try {
      await api.qualityMail(wanted);
      await client.invalidateQueries({ queryKey: KEY });
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  return (
    <section className="z-panel">
      <div className="z-panel-head z-wrap">
        <span className="z-grow">{t("quality.report", { week: report.week })}</span>
        {mailed !== null && (
          <Check
            label={t("quality.mail")}
            checked={mailed}
            onChange={(event) => void mail(event.currentTarget.checked)}
          />
        )}
      </div>
      <div className="z-panel-body z-col">
        {report.objects.map((one) => (
          <div key={one.object}>
            <strong>{one.label}</strong> <span className="z-num">{one.score.toFixed(1)}</span>{" "}
            <span className="z-quiet">
              {one.before !== null && t("quality.before", { n: one.before.toFixed(1) })}{" "}
              {t("quality.records", { n: grouped(one.records) })}
            </span>
            <div className="z-quiet">
              {one.rules
                .map((rule) => {
                  const before = rule.before === null ? "" : ` (${t("quality.before", { n: grouped(rule.before) })})`;
                  return `${rule.label} ${grouped(rule.count)}${before}`;
                })
                .join(" · ")}
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}
