import { useQueryClient } from "@tanstack/react-query";
import { ApiError, type FieldFault } from "../../lib/http.ts";
import { refresh } from "../../schema/queries.ts";
import { useFaultWords } from "../../ui/Faces.tsx";
import { toast } from "../../ui/toast.tsx";

/** Does something with what waits in the inbox, and says what came of it. */
export function useDeciding() {
  const client = useQueryClient();
  const words = useFaultWords();
  return async (
    work: () => Promise<unknown>,
    done: string,
    onFaults?: (faults: Record<string, FieldFault>) => void,
  ): Promise<boolean> => {
    try {
      await work();
      toast({ text: done });
      refresh(client);
      return true;
    } catch (fault) {
      const { message, code } = words(fault);
      const fields = fault instanceof ApiError ? fault.fields : {};
      onFaults?.(fields);
      toast({ text: Object.values(fields)[0]?.message ?? message, code, bad: true });
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: ["answers"] });
    }
  };
}
