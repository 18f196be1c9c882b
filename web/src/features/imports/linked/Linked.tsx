/** Several sheets of a file at once: what each holds, how their rows link to each other, a trial, and the run. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../../../lib/i18n.ts";
import { grouped } from "../../../lib/numbers.ts";
import { api } from "../../../schema/api.ts";
import type { LinkedPreview, Upload } from "../../../schema/types.ts";
import { Button } from "../../../ui/Button.tsx";
import { Bones, Fault, useFaultWords } from "../../../ui/Faces.tsx";
import { toast } from "../../../ui/toast.tsx";
import { JobLine, jobsKey, running, useJob } from "../../jobs/index.ts";
import { Mapping } from "../Mapping.tsx";
import { type Choice, choiceOf, planOf } from "../state.ts";
import { SheetCard } from "./SheetCard.tsx";
import { bodyOf, type Part, type Parts, withPart } from "./state.ts";

interface Props {
  upload: Upload;
  onStarted: (job: number) => void;
  onSingle: () => void;
  onBack: () => void;
}

export default function Linked({ upload, onStarted, onSingle, onBack }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const [parts, setParts] = useState<Parts>(null);
  const [busy, setBusy] = useState(false);
  const [trial, setTrial] = useState<{ job: number; body: string } | null>(null);
  const [columns, setColumns] = useState<Choice | null>(null);
  const body = bodyOf(parts);
  const query = useQuery({
    queryKey: ["linked", upload.upload, body],
    queryFn: () => api.linkedPreview(upload.upload, body),
    placeholderData: (before) => before,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const shown = query.data;
  const { data: tried } = useJob(trial?.job ?? null);
  const isTried = trial?.body === JSON.stringify(body);
  const counts = isTried && tried?.state === "done" ? countsOf(tried.result) : {};

  const ask = async (start: typeof api.linkedRun) => {
    setBusy(true);
    try {
      const made = await start(upload.upload, body);
      void client.invalidateQueries({ queryKey: jobsKey });
      return made.job;
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
      return null;
    } finally {
      setBusy(false);
    }
  };
  const attempt = async () => {
    const job = await ask(api.linkedTry);
    if (job) setTrial({ job, body: JSON.stringify(body) });
  };
  const run = async () => {
    const job = await ask(api.linkedRun);
    if (job) onStarted(job);
  };

  if (columns && shown) {
    const keep = () => {
      const links = parts?.[columns.sheet]?.links ?? null;
      setParts(withPart(shown, parts, columns.sheet, { plan: planOf(columns), links }));
      setColumns(null);
    };
    return (
      <Mapping
        upload={upload}
        choice={columns}
        set={(next) => setColumns((before) => (typeof next === "function" ? next(before!) : next))}
        busy={busy}
        onBack={() => setColumns(null)}
        onDone={keep}
      />
    );
  }
  const taking = shown?.sheets.filter((one) => one.plan) ?? [];
  const rows = taking.reduce((sum, one) => sum + one.total, 0);
  const trying = isTried && tried && running(tried);
  return (
    <div className="z-col" style={{ gap: 12 }}>
      <div className="z-row z-wrap">
        <strong style={{ overflowWrap: "anywhere" }}>{upload.name}</strong>
        {shown && shown.order.length > 1 && (
          <span className="z-quiet">{t("imports.linked.order", { order: shown.order.join(" → ") })}</span>
        )}
        <span className="z-grow" />
        <Button variant="subtle" onClick={onSingle}>
          {t("imports.linked.single")}
        </Button>
      </div>
      {query.isError ? (
        <section className="z-panel">
          <Fault fault={query.error} retry={() => query.refetch()} />
          <div className="z-row" style={{ padding: "0 14px 14px", justifyContent: "center" }}>
            {parts && (
              <Button variant="default" onClick={() => setParts(null)}>
                {t("imports.linked.anew")}
              </Button>
            )}
          </div>
        </section>
      ) : !shown ? (
        <section className="z-panel">
          <Bones rows={9} />
        </section>
      ) : (
        <div className="z-col" style={{ gap: 12, opacity: query.isPlaceholderData ? 0.7 : 1 }}>
          {ordered(shown).map((one) => (
            <SheetCard
              key={one.sheet}
              shown={shown}
              sheet={one}
              counts={counts[one.sheet]}
              onPart={(part: Part | null) => setParts(withPart(shown, parts, one.sheet, part))}
              onColumns={() => one.plan && setColumns(choiceOf(one.plan))}
            />
          ))}
        </div>
      )}
      {trying && (
        <section className="z-panel" style={{ padding: 14 }} role="status">
          <span className="z-quiet">{t("imports.linked.trying")}</span>
          <JobLine job={tried} />
        </section>
      )}
      <div className="z-row z-wrap">
        <Button variant="default" onClick={onBack}>
          {t("imports.other_file")}
        </Button>
        <span className="z-grow z-quiet" style={{ textAlign: "right" }}>
          {isTried && tried?.state === "done" && t("imports.linked.exact")}
        </span>
        <Button
          variant="default"
          loading={busy || Boolean(trying)}
          disabled={taking.length === 0 || query.isError || query.isPlaceholderData}
          onClick={attempt}
        >
          {t("imports.linked.try")}
        </Button>
        <Button loading={busy} disabled={taking.length === 0 || query.isError || query.isPlaceholderData} onClick={run}>
          {taking.length > 0 ? t("imports.linked.run", { n: taking.length, rows: grouped(rows) }) : t("imports.run")}
        </Button>
      </div>
    </div>
  );
}

/** Those that take part stand first. */
const ordered = (shown: LinkedPreview) => [
  ...shown.sheets.filter((one) => one.plan),
  ...shown.sheets.filter((one) => !one.plan && one.rows > 0),
];

export function countsOf(result: Record<string, unknown>): Record<string, Record<string, number>> {
  const sheets = (result.sheets ?? []) as { sheet: string; counts: Record<string, number> }[];
  return Object.fromEntries(sheets.map((one) => [one.sheet, one.counts]));
}
