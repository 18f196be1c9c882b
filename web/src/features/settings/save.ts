/** Saving a settings record: faults come back field by field, meta is asked for again. */
import { useQueryClient } from "@tanstack/react-query";
import { ApiError, type FieldFault } from "../../lib/http.ts";
import { api } from "../../schema/api.ts";
import { metaKey } from "../../schema/meta.ts";
import { refresh } from "../../schema/queries.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { useFaultWords } from "../../ui/Faces.tsx";
import { toast } from "../../ui/toast.tsx";

export function useSave(object: ObjectSpec) {
  const client = useQueryClient();
  const words = useFaultWords();
  return async (row: Row | null, values: Record<string, unknown>): Promise<Record<string, FieldFault> | null> => {
    try {
      if (row) await api.patch(object.plural, row.id, row.version, values);
      else await api.create(object.plural, values);
      refresh(client);
      await client.invalidateQueries({ queryKey: metaKey });
      return null;
    } catch (fault) {
      const { message, code } = words(fault);
      const fields = fault instanceof ApiError ? fault.fields : {};
      toast({ text: Object.values(fields)[0]?.message ?? message, code, bad: true });
      return Object.keys(fields).length > 0 ? fields : { "": { code, message } };
    }
  };
}
