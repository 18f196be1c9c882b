/** Writes that every view makes: one field in place, many records at once, deletion; each with Undo. */
import { useQueryClient } from "@tanstack/react-query";
import { useEvent } from "../lib/hooks.ts";
import { ApiError } from "../lib/http.ts";
import { useWords } from "../lib/i18n.ts";
import { api, type BatchBody } from "../schema/api.ts";
import { fieldNamed, titleOf } from "../schema/meta.ts";
import { change, refresh, refreshWithout, reread } from "../schema/queries.ts";
import type { BatchResult, FieldSpec, ObjectSpec, Row } from "../schema/types.ts";
import { ask } from "../ui/ask.tsx";
import { useFaultWords } from "../ui/Faces.tsx";
import { toast } from "../ui/toast.tsx";
import { refusedByRights, useDoings } from "./doings.ts";

export function useWrites(object: ObjectSpec) {
  const { t } = useWords();
  const client = useQueryClient();
  const doings = useDoings();
  const words = useFaultWords();

  /** Says what went wrong; of a refusal, the person may ask why. */
  const say = (text: string, code: string, row?: Row) =>
    toast({
      text,
      code,
      bad: true,
      action: refusedByRights(code)
        ? {
            label: t("access.why"),
            run: () => doings.why(object, row && { id: row.id, title: titleOf(object, row) }),
          }
        : undefined,
    });
  const tell = (fault: unknown, row?: Row) => {
    const { message, code } = words(fault);
    say(message, code, row);
  };
  const undoOf = (changeSet: number | null | undefined) => (changeSet ? () => doings.undo(changeSet) : undefined);

  /** Saves one field; the words of its error when the server refuses it. */
  const save = useEvent(async (row: Row, field: FieldSpec, value: unknown): Promise<string | null> => {
    try {
      const saved = await change(client, object.plural, row, { [field.name]: value }, doings.conflict);
      if (saved) toast({ text: t("said.saved", { what: field.label }), undo: undoOf(saved.change_set) });
      return null;
    } catch (fault) {
      const own = fault instanceof ApiError ? fault.fields[field.name] : undefined;
      if (own) {
        toast({ text: `${field.label}: ${own.message}`, code: own.code, bad: true });
        return own.message;
      }
      tell(fault, row);
      return null;
    }
  });

  const batch = useEvent(async (body: BatchBody, inPlace = false): Promise<BatchResult | null> => {
    try {
      const result = await api.batch(object.plural, body);
      // What was pasted stays where it is on the screen: the list is not sorted anew under the person's hands. How the
      // server has understood it (a name as a record, a place as a region) is asked for.
      if (inPlace) {
        const names = new Set((body.rows ?? []).flatMap(Object.keys));
        const changed = result.results.flatMap((one) => (one.outcome === "updated" && one.id ? [one.id] : []));
        const columns = [...names].filter((name) => name !== "version" && name !== "id");
        await reread(client, object.plural, changed, columns).catch(() => refresh(client));
      } else refresh(client);
      const { counts } = result;
      const done = ["created", "updated", "deleted", "restored", "unchanged"] as const;
      const said = done.filter((one) => counts[one]).map((one) => t(`said.counts.${one}`, { n: counts[one] }));
      if (counts.refused) said.push(t("said.counts.refused", { n: counts.refused }));
      const [name, fault] = Object.entries(result.results.find((one) => one.errors)?.errors ?? {})[0] ?? [];
      const field = name ? fieldNamed(object, name) : undefined;
      const why = field ? `${field.label}: ${fault?.message}` : fault?.message;
      const text = [said.join(" · "), why].filter(Boolean).join(" — ");
      if (counts.refused && !result.change_set && fault) say(text, fault.code);
      else toast({ text, undo: undoOf(result.change_set), bad: Boolean(counts.refused) });
      return result;
    } catch (fault) {
      tell(fault);
      return null;
    }
  });

  const remove = useEvent(async (row: Row): Promise<boolean> => {
    const title = titleOf(object, row);
    const sure = await ask({
      title: t("ask.delete", { title }),
      body: t("ask.delete_body"),
      confirm: t("do.delete"),
      danger: true,
    });
    if (!sure) return false;
    try {
      const gone = await api.remove(object.plural, row.id);
      refreshWithout(client, object.plural, row.id);
      toast({ text: t("said.deleted", { title }), undo: undoOf(gone?.change_set) });
      return true;
    } catch (fault) {
      tell(fault, row);
      return false;
    }
  });

  return { save, batch, remove, tell };
}
