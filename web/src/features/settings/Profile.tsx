/** One's own name and phone, as colleagues see them. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ApiError, newKey } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { type Answer, call } from "../../schema/call.ts";
import { metaKey } from "../../schema/meta.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";

type Me = Answer<"get", "/api/v1/me">;
const key = ["me"] as const;

export function Profile() {
  const query = useQuery({ queryKey: key, queryFn: () => call("get", "/api/v1/me", {}) });
  if (query.isError && !query.data) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!query.data) return <Bones rows={2} />;
  return <Form me={query.data} />;
}

function Form({ me }: { me: Me }) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const [name, setName] = useState(me.name);
  const [phone, setPhone] = useState(me.phone ?? "");
  const [faults, setFaults] = useState<Record<string, { message: string }>>({});
  const changed = name.trim() !== me.name || phone.trim() !== (me.phone ?? "");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const body = { name: name.trim(), phone: phone.trim() || null };
      const saved = await call("patch", "/api/v1/me", { body, idempotency: newKey() });
      client.setQueryData(key, saved);
      setPhone(saved.phone ?? "");
      setFaults({});
      void client.invalidateQueries({ queryKey: metaKey });
      toast({ text: t("settings.profile_saved") });
    } catch (fault) {
      const told = fault instanceof ApiError ? fault.fields : {};
      setFaults(told);
      if (!told.name && !told.phone) toast({ text: words(fault).message, bad: true });
    }
  };
  return (
    <form className="z-col" style={{ gap: 12, maxWidth: 320 }} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t("settings.own_name")}
        required
        maxLength={60}
        value={name}
        error={faults.name?.message}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t("settings.own_phone")}
        inputMode="tel"
        value={phone}
        error={faults.phone?.message}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!changed || !name.trim()} style={{ alignSelf: "start" }}>
        {t("do.save")}
      </Button>
    </form>
  );
}
