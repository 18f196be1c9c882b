/** What stands in place of everything while a role asks for more: a second step to set up, or another address. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ApiError } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { metaKey } from "../../schema/meta.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { session } from "../session/index.ts";
import { Companies } from "./Companies.tsx";
import { Passkeys } from "./Passkeys.tsx";
import { SecondStep } from "./SecondStep.tsx";
import { secondSteps } from "./steps.ts";
import "./settings.css";

const STEP = "access.second_step_needed";

export default function Held({ fault }: { fault: ApiError }) {
  const { t } = useWords();
  const client = useQueryClient();
  const step = fault.code === STEP;
  const ready = useQuery({ ...secondSteps, enabled: step }).data?.some((one) => one.type !== "recovery_codes");
  const leave = async () => {
    await session.signOut();
    client.clear();
    location.assign("/sign-in");
  };
  return (
    <main className="zc-held z-col">
      <h1>
        <Icon name="shield-lock" size={20} /> {t(step ? "held.step" : "held.place")}
      </h1>
      <p>{fault.message}</p>
      {step && (
        <>
          <SecondStep />
          <Passkeys />
        </>
      )}
      <Companies />
      <div className="z-row">
        {(ready || !step) && (
          <Button onClick={() => void client.invalidateQueries({ queryKey: metaKey })}>
            {t(step ? "held.go_on" : "do.retry")}
          </Button>
        )}
        <Button variant="default" onClick={() => void leave()}>
          {t("held.leave")}
        </Button>
      </div>
    </main>
  );
}
