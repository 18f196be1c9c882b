/** What was taken from a source lately, and what went wrong. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { minuteOf } from "../../../lib/dates.ts";
import { useWords } from "../../../lib/i18n.ts";
import { grouped } from "../../../lib/numbers.ts";
import { api } from "../../../schema/api.ts";
import type { SourceRun } from "../../../schema/types.ts";
import { Bones, Fault } from "../../../ui/Faces.tsx";

const ASK_AGAIN = 5_000;
const COUNTED = ["created", "updated", "unchanged", "refused"] as const;

export function Runs({ source }: { source: number }) {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ["import_sources", "runs", source],
    queryFn: () => api.sourceRuns(source),
    refetchInterval: ASK_AGAIN,
  });
  if (query.isError) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!query.data) return <Bones rows={1} />;
  if (query.data.length === 0) return <p className="z-quiet zi-help">{t("imports.sources.no_runs")}</p>;
  return (
    <ul className="zi-runs">
      {query.data.map((run) => (
        <One key={`${run.at}${run.name}`} run={run} />
      ))}
    </ul>
  );
}

function One({ run }: { run: SourceRun }) {
  const { t } = useWords();
  const counts = COUNTED.filter((one) => run.counts[one]).map(
    (one) => `${t(`imports.outcome.${one}`)} ${grouped(run.counts[one] ?? 0)}`,
  );
  const ended = run.state && run.state !== "done" && run.outcome === "taken" ? t(`jobs.state.${run.state}`) : null;
  return (
    <li>
      <span className="z-quiet z-num">{minuteOf(run.at)}</span>
      <span className="z-clip" title={run.name ?? undefined}>
        {run.job ? <Link to={`/import?job=${run.job}`}>{run.name}</Link> : run.name}
      </span>
      <span className="z-quiet">
        {run.error?.message ?? [ended ?? t(`imports.sources.outcome.${run.outcome}`), ...counts].join(" · ")}
      </span>
    </li>
  );
}
