/** Puts records into a static segment and takes them out, in as many requests as it takes. */
import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { refresh } from "../../schema/queries.ts";
import { useFaultWords } from "../../ui/Faces.tsx";
import { toast } from "../../ui/toast.tsx";

const AT_ONCE = 5_000; // codes of one request

export interface Gathered {
  added: number;
  removed: number;
  unknown: string[];
}

export function useGathering(segment: number) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();

  const tell = ({ added, removed, unknown }: Gathered) => {
    const said = [
      (added > 0 || removed === 0) && t("segments.added", { n: grouped(added) }),
      removed > 0 && t("segments.removed", { n: grouped(removed) }),
      unknown.length > 0 &&
        t("segments.unknown", { n: grouped(unknown.length), codes: unknown.slice(0, 5).join("、") }),
    ];
    toast({ text: said.filter(Boolean).join(" · "), bad: unknown.length > 0 && added === 0 });
  };

  /** What became of it; null when the server refused. */
  return async (given: { add?: number[]; remove?: number[]; codes?: string[] }): Promise<Gathered | null> => {
    const { codes = [], ...rest } = given;
    const done: Gathered = { added: 0, removed: 0, unknown: [] };
    try {
      for (let at = 0; at === 0 || at < codes.length; at += AT_ONCE) {
        const told = await api.members(segment, {
          ...(at === 0 ? rest : {}),
          codes: codes.slice(at, at + AT_ONCE),
        });
        done.added += told.added;
        done.removed += told.removed;
        done.unknown.push(...told.unknown_codes);
      }
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
      return null;
    }
    refresh(client);
    await client.invalidateQueries({ queryKey: ["audience"] });
    tell(done);
    return done;
  };
}
