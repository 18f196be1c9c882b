/** Work in the background: asked for while something runs, and remembered when one comes back. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "../../fields/types.ts";
import { api } from "../../schema/api.ts";
import { refresh } from "../../schema/queries.ts";
import type { Job } from "../../schema/types.ts";
import { toast } from "../../ui/toast.tsx";

export const running = (job: Job) => job.state === "waiting" || job.state === "running";
export const jobsKey = ["jobs"] as const;

export function useJobs() {
  return useQuery({
    queryKey: jobsKey,
    queryFn: api.jobs,
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

/** What a job is called; an undo has the name of what it undoes. */
export const titleOfJob = (job: Job, t: Words): string =>
  job.kind === "undo" ? t("jobs.undo_of", { title: job.title }) : job.title;

/** What a finished job leaves to download, if anything. */
export function outcome(job: Job): { file?: string; refused?: string } {
  if (job.state !== "done") return {};
  return {
    file: job.kind === "export" ? api.jobFile(job.id) : undefined,
    refused: job.counts.refused || job.counts.left_out ? api.jobRefused(job.id) : undefined,
  };
}

const watched = new Set<number>();
/** The end of this job is told even when nobody has seen it run. */
export const watch = (id: number) => watched.add(id);

/** Says when a job ends, wherever the person is. */
export function useJobNews() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data } = useJobs();
  useEffect(() => {
    for (const job of data ?? []) {
      if (running(job)) watched.add(job.id);
      else if (watched.delete(job.id)) {
        if (job.kind !== "export") refresh(client);
        const { file } = outcome(job);
        toast({
          text:
            job.state === "done"
              ? t("jobs.ended", { title: titleOfJob(job, t) })
              : `${titleOfJob(job, t)}: ${job.error?.message ?? t(`jobs.state.${job.state}`)}`,
          code: job.error?.code,
          bad: job.state === "failed",
          action: file ? { label: t("do.download"), run: () => location.assign(file) } : undefined,
        });
      }
    }
  }, [data, client, t]);
}
