/** Work in the background: asked for while something runs, and remembered when one comes back. */
import { useQuery } from "@tanstack/react-query";
import type { Words } from "../../fields/types.ts";
import { useLater } from "../../lib/hooks.ts";
import { api } from "../../schema/api.ts";
import type { Job } from "../../schema/types.ts";

export const running = (job: Job) => job.state === "waiting" || job.state === "running";
export const jobsKey = ["jobs"] as const;

export function useJobs() {
  return useQuery({
    queryKey: jobsKey,
    queryFn: api.jobs,
    enabled: useLater(),
    refetchInterval: (query) => (query.state.data?.some(running) ? 900 : 45_000),
    retry: false,
  });
}

export function useJob(id: number | null) {
  return useQuery({
    queryKey: ["job", id],
    queryFn: () => api.job(id!),
    enabled: Boolean(id),
    refetchInterval: (query) => (!query.state.data || running(query.state.data) ? 600 : false),
  });
}

const NAMED = new Set(["undo", "bulk", "import_check", "import_trial", "clean_preview"]);

/** What a job is called: what it does, where its own title does not say it. */
export const titleOfJob = (job: Job, t: Words): string =>
  NAMED.has(job.kind) ? t(`jobs.named.${job.kind}`, { title: job.title }) : job.title;

/** What a finished job leaves to download, if anything. */
export function outcome(job: Job): { file?: string; refused?: string } {
  if (job.state !== "done") return {};
  return {
    file: job.kind === "export" ? api.jobFile(job.id) : undefined,
    refused: job.counts.refused || job.counts.left_out ? api.jobRefused(job.id) : undefined,
  };
}
