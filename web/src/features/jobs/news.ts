/** Says when a job ends, wherever the person is. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useWords } from "../../lib/i18n.ts";
import { refresh } from "../../schema/queries.ts";
import { toast } from "../../ui/toast.tsx";
import { mayTakeBack, useTakeBack } from "./takeBack.ts";
import { outcome, running, titleOfJob, useJobs } from "./useJobs.ts";
import { watched } from "./watched.ts";

export function useJobNews() {
  const { t } = useWords();
  const client = useQueryClient();
  const takeBack = useTakeBack();
  const { data } = useJobs();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the server says anew is news
  useEffect(() => {
    for (const job of data ?? []) {
      if (running(job)) watched.add(job.id);
      else if (watched.delete(job.id)) {
        if (job.kind !== "export") refresh(client);
        const { file } = outcome(job);
        const title = titleOfJob(job, t);
        toast({
          text:
            job.state === "done"
              ? t("jobs.ended", { title })
              : t("jobs.ended_so", { title, how: job.error?.message ?? t(`jobs.state.${job.state}`) }),
          code: job.error?.code,
          bad: job.state === "failed",
          action: file ? { label: t("do.download"), run: () => location.assign(file) } : undefined,
          undo: mayTakeBack(job) ? () => void takeBack(job) : undefined,
        });
      }
    }
  }, [data]);
}
