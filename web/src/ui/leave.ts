/** What was typed is not lost by a key or a click beside it: whoever leaves is asked first. */
import i18next from "i18next";
import { useCallback, useRef } from "react";
import { ask } from "./ask.tsx";

export async function mayLeave(dirty: boolean): Promise<boolean> {
  if (!dirty) return true;
  const { t } = i18next;
  return ask({ title: t("form.leave"), body: t("form.leave_body"), confirm: t("form.drop"), danger: true });
}

interface Leaving {
  /** At each change. */
  touch: () => void;
  mark: (dirty: boolean) => void;
  /** Closes, after asking when something was changed. */
  leave: () => Promise<void>;
}

export function useLeave(onClose: () => void): Leaving {
  const dirty = useRef(false);
  const mark = useCallback((next: boolean) => {
    dirty.current = next;
  }, []);
  return {
    touch: () => mark(true),
    mark,
    leave: async () => {
      if (await mayLeave(dirty.current)) onClose();
    },
  };
}
