/** What stands in place of everything while more is asked for: a password of one's own, a second step, another address. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ApiError } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { metaKey } from "../../schema/meta.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { session } from "../session/index.ts";
import { Companies } from "./Companies.tsx";
import { Passkeys } from "./Passkeys.tsx";
import { Password } from "./Password.tsx";
import { SecondStep } from "./SecondStep.tsx";
import { secondSteps } from "./steps.ts";
import "./settings.css";

const STEP = "access.second_step_needed";
const PASSWORD = "access.password_to_change";

export default function Held({ fault }: { fault: ApiError }) {
  const { t } = useWords();
  const client = useQueryClient();
  const step = fault.code === STEP;
  const password = fault.code === PASSWORD;
  const goOn = () => void client.invalidateQueries({ queryKey: metaKey });
  const ready = useQuery({ ...secondSteps, enabled: step }).data?.some((one) => one.type !== "recovery_codes");
  const leave = async () => {
    await session.signOut();
    client.clear();
    location.assign("/sign-in");
  };
  return (
    <main className="zc-held z-col">
      <h1>
        <Icon name="shield-lock" size={20} /> {t(password ? "held.password" : step ? "held.step" : "held.place")}
      </h1>
      <p>{fault.message}</p>
      {password && <Password onChanged={goOn} />}
      {step && (
        <>
          <SecondStep />
          <Passkeys />
        </>
      )}
      {!password && <Companies />}
      <div className="z-row">
        {(ready || !step) && !password && <Button onClick={goOn}>{t(step ? "held.go_on" : "do.retry")}</Button>}
        <Button variant="default" onClick={() => void leave()}>
          {t("held.leave")}
        </Button>
      </div>
    </main>
  );
}
