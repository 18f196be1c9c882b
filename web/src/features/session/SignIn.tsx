import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useTitle } from "../../lib/hooks.ts";
import { ApiError } from "../../lib/http.ts";
import { LANGUAGES, setLanguage, useWords } from "../../lib/i18n.ts";
import { gaveUp, hasPasskeys } from "../../lib/passkeys.ts";
import { safeNext } from "../../lib/paths.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PasswordInput, TextInput } from "../../ui/mantine.ts";
import { asksForMore, type Provider, type SecondStep, session, signInFault } from "./api.ts";
import "./sign-in.css";

export default function SignIn() {
  const { t, language } = useWords();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  /** What may follow the password, which was right; null until then. */
  const [steps, setSteps] = useState<SecondStep["type"][] | null>(null);
  const [providers, setProviders] = useState<Provider[]>([]);
  const [fault, setFault] = useState<string | null>(params.get("error") && t("sign_in.elsewhere_failed"));
  const [busy, setBusy] = useState(false);
  useTitle(t("sign_in.title"));
  useEffect(() => {
    session.config().then(setProviders, () => undefined);
  }, []);
  // Whoever comes back from elsewhere is signed in, or has a second step to take.
  const back = useRef(params.has("back") && !params.has("error"));
  useEffect(() => {
    if (!back.current) return;
    back.current = false;
    void attempt(session.who);
  });

  const enter = async () => {
    client.clear();
    await client.resetQueries();
    navigate(safeNext(params.get("next")), { replace: true });
  };
  const attempt = async (way: () => Promise<unknown>) => {
    setBusy(true);
    setFault(null);
    try {
      await way();
      await enter();
    } catch (refused) {
      const more = steps === null ? asksForMore(refused) : null;
      // 409: somebody is signed in already.
      if (refused instanceof ApiError && refused.status === 409) await enter();
      else if (more) setSteps(more);
      else setFault(words(refused));
    } finally {
      setBusy(false);
    }
  };
  const words = (refused: unknown) => {
    if (gaveUp(refused)) return t("sign_in.passkey_unused");
    if (steps && refused instanceof ApiError && refused.status === 400) return t("sign_in.wrong_code");
    const found = signInFault(refused);
    return "said" in found ? found.said : t(found.key);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(() => (steps ? session.secondStep(code.trim()) : session.signIn(email.trim(), password)));
  };
  const passkey = () => attempt(() => session.signInWithPasskey(steps ? "authenticate" : "login"));
  const elsewhere = (provider: string) =>
    attempt(async () => {
      location.assign(
        await session.elsewhere(provider, `/sign-in?back=1&next=${encodeURIComponent(safeNext(params.get("next")))}`),
      );
      await new Promise(() => undefined); // until the page is another
    });
  const offersPasskey = hasPasskeys() && (steps === null || steps.includes("webauthn"));

  return (
    <main className="zs">
      <form className="zs-card" onSubmit={submit}>
        <div className="z-row" style={{ gap: 12, marginBottom: 18 }}>
          <img src="/icon.svg" alt="" width={40} height={40} />
          <div>
            <h1 style={{ fontSize: 20 }}>知客 Zhike</h1>
            <div className="z-quiet">{t("sign_in.motto")}</div>
          </div>
        </div>
        {fault && (
          <div className="zs-fault" role="alert">
            <Icon name="alert-triangle" size={16} />
            {fault}
          </div>
        )}
        {steps === null ? (
          <>
            <TextInput
              label={t("sign_in.email")}
              type="email"
              name="email"
              autoComplete="username"
              required
              withAsterisk={false}
              autoFocus
              size="md"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label={t("sign_in.password")}
              name="password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              size="md"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </>
        ) : (
          <TextInput
            key="code"
            label={t("sign_in.code")}
            description={t("sign_in.code_hint")}
            name="code"
            autoComplete="one-time-code"
            required
            withAsterisk={false}
            autoFocus
            size="md"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Button type="submit" size="md" fullWidth loading={busy} style={{ marginTop: 6 }}>
          {t("sign_in.enter")}
        </Button>
        {offersPasskey && (
          <Button variant="default" size="md" fullWidth disabled={busy} onClick={() => void passkey()}>
            {t("sign_in.passkey")}
          </Button>
        )}
        {steps === null &&
          providers.map((one) => (
            <Button
              key={one.id}
              variant="default"
              size="md"
              fullWidth
              disabled={busy}
              onClick={() => void elsewhere(one.id)}
            >
              {t("sign_in.elsewhere", { name: one.name })}
            </Button>
          ))}
      </form>
      <div className="z-row" style={{ justifyContent: "center", gap: 16 }}>
        {LANGUAGES.map((one) => (
          <button
            key={one.value}
            type="button"
            className="z-plain"
            aria-pressed={language === one.value}
            style={{ color: language === one.value ? "var(--z-accent)" : "var(--z-ink-3)" }}
            onClick={() => setLanguage(one.value)}
          >
            {one.label}
          </button>
        ))}
      </div>
    </main>
  );
}
