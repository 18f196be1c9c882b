import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useTitle } from "../../lib/hooks.ts";
import { ApiError } from "../../lib/http.ts";
import { LANGUAGES, setLanguage, useWords } from "../../lib/i18n.ts";
import { safeNext } from "../../lib/paths.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PasswordInput, TextInput } from "../../ui/mantine.ts";
import { asksForMore, session, signInFault } from "./api.ts";
import "./sign-in.css";

export default function SignIn() {
  const { t, language } = useWords();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  /** The password was right; null until then. */
  const [code, setCode] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useTitle(t("sign_in.title"));
  useEffect(() => {
    session.config().catch(() => undefined);
  }, []);

  const enter = async () => {
    client.clear();
    await client.resetQueries();
    navigate(safeNext(params.get("next")), { replace: true });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      if (code === null) await session.signIn(email.trim(), password);
      else await session.secondStep(code.trim());
      await enter();
    } catch (refused) {
      // 409: somebody is signed in already.
      if (refused instanceof ApiError && refused.status === 409) await enter();
      else if (code === null && asksForMore(refused)) setCode("");
      else if (code !== null && refused instanceof ApiError && refused.status === 400) setFault("sign_in.wrong_code");
      else setFault(signInFault(refused));
    } finally {
      setBusy(false);
    }
  };

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
            {t(fault)}
          </div>
        )}
        {code === null ? (
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
