/** One's own password: the one there is, and a new one. */

import { type FormEvent, useState } from "react";
import { ApiError } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { PasswordInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { session } from "../session/index.ts";

const SHORTEST = 8;

export function Password({ onChanged }: { onChanged?: () => void }) {
  const { t } = useWords();
  const words = useFaultWords();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [faults, setFaults] = useState<Record<string, string>>({});
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await session.changePassword(current, next);
      setCurrent("");
      setNext("");
      setFaults({});
      toast({ text: t("settings.password_changed") });
      onChanged?.();
    } catch (fault) {
      const told = fault instanceof ApiError ? (fault.data.errors as { param: string; message: string }[]) : null;
      if (told) setFaults(Object.fromEntries(told.map((one) => [one.param, one.message])));
      else toast({ text: words(fault).message, bad: true });
    }
  };
  return (
    <form className="z-col" style={{ gap: 12, maxWidth: 320 }} onSubmit={(event) => void submit(event)}>
      <div className="zi-label">{t("settings.password_own")}</div>
      <PasswordInput
        label={t("settings.password_current")}
        autoComplete="current-password"
        value={current}
        error={faults.current_password}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("settings.password_new")}
        autoComplete="new-password"
        value={next}
        error={faults.new_password}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        disabled={!current || next.length < SHORTEST}
        style={{ alignSelf: "start" }}
      >
        {t("settings.password_change")}
      </Button>
    </form>
  );
}
