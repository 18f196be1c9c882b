/** How far the import is, what came of it, and the way back: all of it, in a job of its own. */

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { refresh } from "../../schema/queries.ts";
import type { Job, ObjectSpec } from "../../schema/types.ts";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { Bones, Fault } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Menu } from "../../ui/Popup.tsx";
import { useDoings } from "../../views/doings.ts";
import { JobLine, mayTakeBack, running, useJob, useTakeBack } from "../jobs/index.ts";
import { type SheetResult, Sheets } from "./linked/Sheets.tsx";

const ALWAYS = ["created", "updated", "unchanged", "refused"] as const;
const IF_ANY = ["left_out", "skipped", "noted"] as const;

interface Props {
  job: number;
  object: ObjectSpec | undefined;
  onAgain: () => void;
}

export function Result({ job: id, object, onAgain }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const query = useJob(id);
  const undoing = Number(params.get("undo")) || null;
  const back = useJob(undoing).data;
  const takeBack = useTakeBack();
  const doings = useDoings();
  const job = query.data;
  const over = job && !running(job);
  useEffect(() => {
    if (over) refresh(client);
  }, [over, client]);
  if (query.isError && !job) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!job) return <Bones rows={4} />;
  const { counts } = job;
  const sets = (job.result.change_sets ?? []) as number[];
  const sheets = (job.result.sheets ?? []) as SheetResult[];
  const start = async () => {
    const made = await takeBack(job);
    if (made)
      setParams((before) => {
        before.set("undo", String(made));
        return before;
      });
  };
  return (
    <section className="z-panel" style={{ padding: 20 }}>
      <div className="z-col" style={{ gap: 14 }}>
        <strong style={{ fontSize: 15, overflowWrap: "anywhere" }}>
          {over ? t(`imports.over.${job.state}`) : t("imports.running")} <span className="z-quiet">{job.title}</span>
        </strong>
        <JobLine job={job} />
        {!over && <span className="z-quiet">{t("imports.may_leave")}</span>}
        <Broken job={job} />
        <div className="zi-counts">
          {[...ALWAYS, ...IF_ANY.filter((one) => counts[one])].map((one) => (
            <div key={one} className="zi-count" data-kind={counts[one] ? one : undefined}>
              <span className="z-quiet">{t(`imports.outcome.${one}`)}</span>
              <strong className="z-num">{grouped(counts[one] ?? 0)}</strong>
            </div>
          ))}
        </div>
        {sheets.length > 0 && <Sheets sheets={sheets} />}
        {undoing && <Undoing id={undoing} />}
        <div className="z-row z-wrap">
          {!over && (
            <Button
              variant="default"
              leftSection={<Icon name="x" size={15} />}
              onClick={() => void api.cancelJob(id).finally(() => query.refetch())}
            >
              {t("jobs.cancel")}
            </Button>
          )}
          {over && (counts.refused || counts.left_out) ? (
            <LinkButton
              to={api.jobRefused(id)}
              download
              leftSection={<Icon name="download" size={15} />}
              color="amber"
              variant="default"
            >
              {t("imports.download_refused")}
            </LinkButton>
          ) : null}
          {(!undoing || (back && !running(back) && back.state !== "done")) && mayTakeBack(job) && (
            <Button variant="default" leftSection={<Icon name="arrow-back-up" size={15} />} onClick={start}>
              {t("jobs.undo.import")}
            </Button>
          )}
          {!undoing && mayTakeBack(job) && sets.length > 0 && (
            <Menu
              label={t("imports.undo_some")}
              button={(opener) => (
                <Button variant="default" rightSection={<Icon name="chevron-down" size={14} />} {...opener}>
                  {t("imports.undo_some")}
                </Button>
              )}
              lines={() =>
                sets.map((set, at) => ({ label: t("imports.batch", { n: at + 1 }), run: () => doings.undo(set) }))
              }
            />
          )}
          <span className="z-grow" />
          {over && (
            <Button variant="default" onClick={onAgain}>
              {t("imports.again")}
            </Button>
          )}
          {object && sheets.length === 0 && (
            <LinkButton to={`/${object.plural}?sort=-updated_at`}>
              {t("imports.see", { what: object.label_plural })}
            </LinkButton>
          )}
        </div>
      </div>
    </section>
  );
}

/** How far the way back is. */
function Undoing({ id }: { id: number }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { data: job } = useJob(id);
  const over = job && !running(job);
  useEffect(() => {
    if (over) refresh(client);
  }, [over, client]);
  if (!job) return null;
  const { undone = 0, skipped = 0 } = job.counts;
  return (
    <div className="z-col zi-undo" role="status">
      <strong>{over ? t(`imports.undo_over.${job.state}`) : t("imports.undoing")}</strong>
      <JobLine job={job} />
      <Broken job={job} />
      {over && (
        <span>
          {t("undo.done", { n: grouped(undone) })}
          {skipped > 0 && ` · ${t("imports.undo_skipped", { n: grouped(skipped) })}`}
        </span>
      )}
    </div>
  );
}

function Broken({ job }: { job: Job }) {
  if (!job.error) return null;
  return (
    <div role="alert" style={{ color: "var(--z-danger)" }}>
      {job.error.message} <span className="z-quiet z-num">{job.error.code}</span>
    </div>
  );
}
