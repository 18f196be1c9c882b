/** The tray of background work in the top bar. */

import { useQueryClient } from "@tanstack/react-query";
import type { Words } from "../../fields/types.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import type { Job } from "../../schema/types.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Empty } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Popup } from "../../ui/Popup.tsx";
import { useJobNews } from "./news.ts";
import { mayTakeBack, takeBackName, useTakeBack } from "./takeBack.ts";
import { jobsKey, outcome, running, titleOfJob, useJobs } from "./useJobs.ts";

export function timeLeft(seconds: number | null, t: Words): string {
  if (seconds === null) return "";
  if (seconds < 60) return t("jobs.seconds_left", { n: Math.max(1, Math.round(seconds)) });
  return t("jobs.minutes_left", { n: Math.round(seconds / 60) });
}

export function JobLine({ job }: { job: Job }) {
  const { t } = useWords();
  const part = job.total ? Math.min(100, (job.done / job.total) * 100) : job.state === "done" ? 100 : 3;
  return (
    <>
      <div
        className="z-bar"
        role="progressbar"
        aria-valuenow={Math.round(part)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-label={job.title}
      >
        <i style={{ width: `${part}%`, background: job.state === "failed" ? "var(--z-danger)" : undefined }} />
      </div>
      <div className="z-row z-quiet z-num" style={{ fontSize: 12 }}>
        <span>
          {grouped(job.done)}
          {job.total ? ` / ${grouped(job.total)}` : ""}
        </span>
        {running(job) && job.rate ? <span>{t("jobs.rate", { n: grouped(Math.round(job.rate)) })}</span> : null}
        {running(job) ? <span>{timeLeft(job.seconds_left, t)}</span> : null}
        <span className="z-grow" />
        <span>{t(`jobs.state.${job.state}`)}</span>
      </div>
    </>
  );
}

export function JobsTray() {
  const { t } = useWords();
  const { data = [] } = useJobs();
  useJobNews();
  const busy = data.filter(running).length;
  return (
    <Popup
      label={t("jobs.title")}
      width={340}
      button={(opener) => <IconButton icon="activity" label={t("jobs.title")} badge={busy} {...opener} />}
    >
      {(close) => (
        <>
          <div className="z-panel-head">{t("jobs.title")}</div>
          <div style={{ maxHeight: 420, overflow: "auto" }}>
            {data.length === 0 && <Empty title={t("jobs.none")} text={t("jobs.none_text")} />}
            {data.slice(0, 20).map((job) => (
              <Line key={job.id} job={job} all={data} onLeave={close} />
            ))}
          </div>
        </>
      )}
    </Popup>
  );
}

const SAID = [
  "created",
  "updated",
  "merged",
  "deleted",
  "restored",
  "unchanged",
  "refused",
  "undone",
  "skipped",
] as const;

function Line({ job, all, onLeave }: { job: Job; all: Job[]; onLeave: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const takeBack = useTakeBack();
  const { file, refused } = outcome(job);
  const said = running(job)
    ? []
    : SAID.filter((one) => job.counts[one]).map((one) => [one, job.counts[one] ?? 0] as const);
  const refusals = (job.result.refused_records ?? []) as { why: string[] }[];
  const why = refusals[0]?.why[0];
  return (
    <div className="z-col" style={{ gap: 5, padding: "10px 14px", borderBottom: "1px solid var(--z-line)" }}>
      <div className="z-row">
        <span className="z-grow z-clip" title={job.title}>
          {titleOfJob(job, t)}
        </span>
        {file && (
          <LinkButton to={file} download size="xs" variant="subtle">
            {t("do.download")}
          </LinkButton>
        )}
        {refused && (
          <LinkButton to={refused} download size="xs" variant="subtle" color="amber">
            {t("imports.refused_file")}
          </LinkButton>
        )}
        {mayTakeBack(job, all) && (
          <IconButton
            icon="arrow-back-up"
            size={24}
            iconSize={15}
            label={t(takeBackName(job))}
            onClick={() => {
              onLeave();
              void takeBack(job);
            }}
          />
        )}
        {running(job) && (
          <IconButton
            icon="x"
            size={22}
            iconSize={14}
            label={t("jobs.cancel")}
            onClick={() => api.cancelJob(job.id).finally(() => client.invalidateQueries({ queryKey: jobsKey }))}
          />
        )}
      </div>
      <JobLine job={job} />
      {said.length > 0 && (
        <span className="z-quiet">
          {said.map(([one, n]) => t(`jobs.counts.${one}`, { n: grouped(n) })).join(" · ")}
          {why && ` — ${why}`}
        </span>
      )}
      {job.error && <span style={{ color: "var(--z-danger)" }}>{job.error.message}</span>}
    </div>
  );
}
