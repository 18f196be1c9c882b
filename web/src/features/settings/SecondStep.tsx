/** A second step at sign-in: a code from an app on the phone, and codes on paper for when that is lost. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { QRCodeSVG } from "qrcode.react";
import { type FormEvent, useState } from "react";
import { ApiError } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { Modal, PasswordInput, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { session } from "../session/index.ts";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import { secondSteps, useHasPassword } from "./steps.ts";

type Doing = "on" | "off" | "codes";

export function SecondStep() {
  const { t } = useWords();
  const client = useQueryClient();
  const [doing, setDoing] = useState<Doing | null>(null);
  const query = useQuery(secondSteps);
  if (query.isError && !query.data) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!query.data) return <Bones rows={1} />;
  const on = query.data.some((one) => one.type === "totp");
  const any = query.data.some((one) => one.type !== "recovery_codes");
  const codes = query.data.find((one) => one.type === "recovery_codes")?.unused_code_count ?? 0;
  const close = () => {
    setDoing(null);
    void client.invalidateQueries({ queryKey: secondSteps.queryKey });
  };
  return (
    <section aria-label={t("settings.second_step")} className="z-col" style={{ gap: 8, maxWidth: 640 }}>
      <div className="zi-label">{t("settings.second_step")}</div>
      <div className="z-quiet">{on ? t("settings.second_step_on", { codes }) : t("settings.second_step_off")}</div>
      <div className="z-row">
        <Button size="xs" variant="default" onClick={() => setDoing(on ? "off" : "on")}>
          {t(on ? "settings.turn_off" : "settings.turn_on")}
        </Button>
        {any && (
          <Button size="xs" variant="default" onClick={() => setDoing("codes")}>
            {t("settings.new_codes")}
          </Button>
        )}
      </div>
      {doing && <Steps doing={doing} onClose={close} />}
    </section>
  );
}

/** The password, then what is to be done, then what is shown of it once. */
function Steps({ doing, onClose }: { doing: Doing; onClose: () => void }) {
  const { t } = useWords();
  const words = useFaultWords();
  const hasPassword = useHasPassword();
  const [typed, setTyped] = useState("");
  const [secret, setSecret] = useState<{ secret: string; totp_url: string } | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  const go = async () => {
    if (secret) {
      await session.turnOn(typed.trim());
      setCodes(await session.newCodes());
      return;
    }
    if (hasPassword) await session.confirm(typed);
    if (doing === "on") setSecret(await session.newSecret());
    if (doing === "codes") setCodes(await session.newCodes());
    if (doing === "off") {
      await session.turnOff();
      onClose();
    }
    setTyped("");
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWrong(null);
    try {
      await go();
    } catch (fault) {
      if (fault instanceof ApiError && fault.status === 400)
        setWrong(t(secret ? "sign_in.wrong_code" : "settings.password_wrong"));
      else if (fault instanceof ApiError && fault.status === 429) setWrong(t("sign_in.slow_down"));
      else toast({ text: words(fault).message, bad: true });
    }
  };
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />;
  const type = { value: typed, error: wrong, required: true, withAsterisk: false, "data-autofocus": true };
  return (
    <Modal opened onClose={onClose} title={t("settings.second_step")}>
      <form className="z-col" style={{ gap: 14 }} onSubmit={(event) => void submit(event)}>
        {secret ? (
          <>
            <span>{t("settings.scan")}</span>
            <div className="zc-qr">
              <QRCodeSVG value={secret.totp_url} size={176} marginSize={2} title={t("settings.scan")} />
            </div>
            <code className="z-num zc-secret">{secret.secret}</code>
            <TextInput
              key="code"
              {...type}
              label={t("settings.totp_code")}
              inputMode="numeric"
              autoComplete="one-time-code"
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </>
        ) : (
          hasPassword && (
            <PasswordInput
              key="password"
              {...type}
              label={t("settings.password_current")}
              autoComplete="current-password"
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )
        )}
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button type="submit" disabled={(secret !== null || hasPassword) && !typed.trim()}>
            {t(doing === "off" ? "settings.turn_off" : "do.next")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
