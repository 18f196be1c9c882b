/** Passkeys: the fingerprint, face or PIN of a device, or a key on the ring, in place of the password. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { minuteOf } from "../../lib/dates.ts";
import { ApiError } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { gaveUp, hasPasskeys } from "../../lib/passkeys.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { Modal, PasswordInput, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { type SecondStep, session } from "../session/index.ts";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import { secondSteps, useHasPassword } from "./steps.ts";

export function Passkeys() {
  const { t } = useWords();
  const client = useQueryClient();
  const [doing, setDoing] = useState<"add" | SecondStep | null>(null);
  const query = useQuery(secondSteps);
  if (query.isError && !query.data) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!query.data) return <Bones rows={1} />;
  const keys = query.data.filter((one) => one.type === "webauthn");
  const close = () => {
    setDoing(null);
    void client.invalidateQueries({ queryKey: secondSteps.queryKey });
  };
  const day = (seconds: number) => minuteOf(new Date(seconds * 1000).toISOString());
  return (
    <section aria-label={t("settings.passkeys")} className="z-col" style={{ gap: 8, maxWidth: 640 }}>
      <div className="zi-label">{t("settings.passkeys")}</div>
      <div className="z-quiet">{t(hasPasskeys() ? "settings.passkeys_text" : "settings.passkeys_cannot")}</div>
      {keys.length > 0 && (
        <ul className="zc-lines">
          {keys.map((one) => (
            <li key={one.id} className="z-row">
              <div className="z-grow">
                <div>{one.name}</div>
                <div className="z-quiet z-num">
                  {t("settings.passkey_added", { day: day(one.created_at) })}
                  {one.last_used_at && ` · ${t("settings.passkey_used", { day: day(one.last_used_at) })}`}
                </div>
              </div>
              <Button size="xs" variant="default" onClick={() => setDoing(one)}>
                {t("settings.passkey_remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {hasPasskeys() && (
        <Button size="xs" variant="default" style={{ alignSelf: "start" }} onClick={() => setDoing("add")}>
          {t("settings.passkey_add")}
        </Button>
      )}
      {doing && <Dialog doing={doing} first={query.data.length === 0} onClose={close} />}
    </section>
  );
}

/** The password once more; then the browser asks for the key itself. */
function Dialog({ doing, first, onClose }: { doing: "add" | SecondStep; first: boolean; onClose: () => void }) {
  const { t } = useWords();
  const words = useFaultWords();
  const hasPassword = useHasPassword();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);

  const go = async () => {
    if (hasPassword) await session.confirm(password);
    if (doing !== "add") await session.removePasskey(doing.id!);
    else {
      await session.addPasskey(name.trim());
      if (first) return setCodes(await session.newCodes());
    }
    onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWrong(null);
    try {
      await go();
    } catch (fault) {
      if (gaveUp(fault)) setWrong(t("sign_in.passkey_unused"));
      else if (fault instanceof ApiError && fault.status === 400) setWrong(t("settings.password_wrong"));
      else if (fault instanceof ApiError && fault.status === 429) setWrong(t("sign_in.slow_down"));
      else toast({ text: words(fault).message, bad: true });
    }
  };
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title={t(doing === "add" ? "settings.passkey_add" : "settings.passkey_remove")}>
      <form className="z-col" style={{ gap: 14 }} onSubmit={(event) => void submit(event)}>
        {doing === "add" ? (
          <TextInput
            label={t("settings.passkey_name")}
            required
            withAsterisk={false}
            maxLength={100}
            data-autofocus
            value={name}
            error={hasPassword ? null : wrong}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        ) : (
          <span>{t("settings.passkey_gone", { name: doing.name })}</span>
        )}
        {hasPassword && (
          <PasswordInput
            label={t("settings.password_current")}
            required
            withAsterisk={false}
            autoComplete="current-password"
            value={password}
            error={wrong}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button type="submit">{t(doing === "add" ? "do.next" : "settings.passkey_remove")}</Button>
        </div>
      </form>
    </Modal>
  );
}
