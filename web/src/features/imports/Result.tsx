/** How far the import is, and what came of it. */
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { refresh } from "../../schema/queries.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { ask } from "../../ui/ask.tsx";
import { Bones, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../../views/doings.ts";
import { JobLine, running, useJob } from "../jobs/index.ts";

const OUTCOMES = ["created", "updated", "unchanged", "refused"] as const;

export function Result({
  job: id,
  object,
  onAgain,
}: {
  job: number;
  object: ObjectSpec | undefined;
  onAgain: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const doings = useDoings();
  const words = useFaultWords();
  const query = useJob(id);
  const job = query.data;
  const over = job && !running(job);
  useEffect(() => {
    if (over) refresh(client);
  }, [over, client]);
  if (query.isError && !job) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!job) return <Bones rows={4} />;
  const counts = job.counts ?? {};
  // A long import writes several change sets: one is undone with its preview, several one after the other, newest first.
  const takeBack = async () => {
    if (sets.length === 1) return doings.undo(sets[0]!);
    if (!(await ask({ title: t("imports.undo"), body: t("imports.undo_body"), confirm: t("do.undo"), danger: true })))
      return;
    try {
      let undone = 0;
      for (const set of [...sets].reverse()) undone += (await api.undo(set, false)).undone;
      toast({ text: t("undo.done", { n: undone }) });
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
    refresh(client);
  };
  const sets = (job.result?.change_sets ?? (job.result?.change_set ? [job.result.change_set] : [])) as number[];
  return (
    <section className="z-panel" style={{ padding: 20 }}>
      <div className="z-col" style={{ gap: 14 }}>
        <strong style={{ fontSize: 15 }}>
          {over ? t(`imports.over.${job.state}`) : t("imports.running")} <span className="z-quiet">{job.title}</span>
        </strong>
        <JobLine job={job} />
        {!over && <span className="z-quiet">{t("imports.may_leave")}</span>}
        {job.error && (
          <div className="zs-fault" role="alert" style={{ color: "var(--z-danger)" }}>
            {job.error.message} <span className="z-quiet z-num">{job.error.code}</span>
          </div>
        )}
        <div className="zi-counts">
          {OUTCOMES.map((one) => (
            <div key={one} className="zi-count" data-kind={counts[one] ? one : undefined}>
              <span className="z-quiet">{t(`imports.outcome.${one}`)}</span>
              <strong className="z-num">{grouped(counts[one] ?? 0)}</strong>
            </div>
          ))}
        </div>
        <div className="z-row z-wrap">
          {over && counts.refused ? (
            <Button
              component="a"
              href={api.jobRefused(id)}
              download
              leftSection={<Icon name="download" size={15} />}
              color="amber"
              variant="light"
            >
              {t("imports.download_refused")}
            </Button>
          ) : null}
          {over && sets.length > 0 && (
            <Button variant="default" leftSection={<Icon name="arrow-back-up" size={15} />} onClick={takeBack}>
              {t("imports.undo")}
            </Button>
          )}
          <span className="z-grow" />
          {over && (
            <Button variant="default" onClick={onAgain}>
              {t("imports.again")}
            </Button>
          )}
          {object && (
            <Button component={Link} to={`/${object.plural}?sort=-updated_at`}>
              {t("imports.see", { what: object.label_plural })}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
