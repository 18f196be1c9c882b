/** How long changes can be undone, and how long the recycle bin keeps what is in it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ApiError } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import type { Settings } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { NumberInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";

const key = ["settings"] as const;
const NAMES = ["undo_days", "bin_days"] as const;

export default function Keeping() {
  const { t } = useWords();
  const query = useQuery({ queryKey: key, queryFn: api.settings });
  return (
    <>
      <div className="z-panel-head">{t("settings.keeping")}</div>
      <div style={{ padding: 16 }}>
        {query.isError && !query.data ? (
          <Fault fault={query.error} retry={() => query.refetch()} />
        ) : query.data ? (
          <Form settings={query.data} />
        ) : (
          <Bones rows={3} />
        )}
      </div>
    </>
  );
}

function Form({ settings }: { settings: Settings }) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const [given, setGiven] = useState(settings);
  const [faults, setFaults] = useState<Record<string, { message: string }>>({});
  const changed = NAMES.filter((name) => given[name] !== settings[name]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const saved = await api.changeSettings(Object.fromEntries(changed.map((name) => [name, given[name]])));
      client.setQueryData(key, saved);
      setFaults({});
      toast({ text: t("settings.keeping_saved") });
    } catch (fault) {
      const told = fault instanceof ApiError ? fault.fields : {};
      setFaults(told);
      if (Object.keys(told).length === 0) toast({ text: words(fault).message, bad: true });
    }
  };
  return (
    <form className="z-col" style={{ gap: 16, maxWidth: 420 }} onSubmit={(event) => void submit(event)}>
      {NAMES.map((name) => (
        <NumberInput
          key={name}
          label={t(`settings.keep.${name}`)}
          description={t(`settings.keep_help.${name}`)}
          min={1}
          max={3650}
          allowDecimal={false}
          value={given[name]}
          error={faults[name]?.message}
          onChange={(value) => setGiven({ ...given, [name]: Number(value) })}
        />
      ))}
      <Button type="submit" variant="default" disabled={changed.length === 0} style={{ alignSelf: "start" }}>
        {t("do.save")}
      </Button>
    </form>
  );
}
