/** The way back from what a job wrote: all of it at once, in a job of its own. */
import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import type { Job } from "../../schema/types.ts";
import { ask } from "../../ui/ask.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { toast } from "../../ui/toast.tsx";
import { jobsKey, running } from "./useJobs.ts";
import { watched } from "./watched.ts";

const WROTE = ["created", "updated", "deleted", "restored", "merged"];
const UNDOABLE = new Set(["import", "bulk", "clean", "duplicates.merge"]);

/** Whether a job wrote something that can be taken back, and no other has: one that was stopped may have written, too. */
export const mayTakeBack = (job: Job, others: Job[] = []): boolean =>
  UNDOABLE.has(job.kind) &&
  !running(job) &&
  WROTE.some((one) => job.counts[one]) &&
  !others.some((one) => one.undoes === job.id && (running(one) || one.state === "done"));

/** What taking it back is called. */
export const takeBackName = (job: Job): string => `jobs.undo.${job.kind.replace("duplicates.", "")}`;

/** Asks, and starts the job that undoes; gives its id. */
export function useTakeBack() {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  return async (job: Job): Promise<number | null> => {
    const question = {
      title: t(takeBackName(job)),
      body: t(job.kind === "import" ? "jobs.undo_import_body" : "jobs.undo_body"),
      confirm: t("do.undo"),
      danger: true,
    };
    if (!(await ask(question))) return null;
    try {
      const made = await api.undoJob(job.id);
      watched.add(made.job);
      await client.invalidateQueries({ queryKey: jobsKey });
      return made.job;
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
      return null;
    }
  };
}
