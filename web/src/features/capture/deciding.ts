/** Taking or refusing suggestions, one or several, and saying what came of it. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { refresh } from "../../schema/queries.ts";
import type { Suggestion } from "../../schema/types.ts";
import { useFaultWords } from "../../ui/Faces.tsx";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../../views/doings.ts";

export interface About {
  plural: string;
  record: number;
  one: Suggestion;
}

export function useSuggesting() {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const doings = useDoings();
  const [busy, setBusy] = useState(false);
  const decide = async (chosen: About[], accept: boolean) => {
    setBusy(true);
    let done = 0;
    let set: number | null = null;
    try {
      for (const { plural, record, one } of chosen) {
        if (accept) set = (await api.acceptSuggestion(plural, record, one.id)).change_set;
        else await api.ignoreSuggestion(plural, record, one.id);
        done += 1;
      }
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
    const [only] = chosen;
    const changes = set;
    if (done === 1 && chosen.length === 1)
      toast({
        text: accept ? t("capture.accepted", { field: only!.one.label }) : t("capture.ignored"),
        undo: changes ? () => doings.undo(changes) : undefined,
      });
    else if (done > 0) toast({ text: t(accept ? "capture.accepted_many" : "capture.ignored_many", { n: done }) });
    refresh(client);
    setBusy(false);
  };
  return { busy, decide };
}
