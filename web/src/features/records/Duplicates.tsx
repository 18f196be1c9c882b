/** While a new record is typed: records that are probably the same, and why. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { useStill } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { pathOf } from "../../schema/meta.ts";
import type { Alike, ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import type { Values } from "../../views/form/FormView.tsx";
import { sureness } from "../duplicates/index.ts";

const SHOWN = 4;

export function Duplicates({ object, values }: { object: ObjectSpec; values: Values }) {
  const { t } = useWords();
  const typed = Object.fromEntries(
    Object.entries(values).filter(([, one]) => typeof one === "string" && one.trim().length > 1),
  );
  const still = useStill(JSON.stringify(typed), 300);
  const query = useQuery({
    queryKey: ["alike", object.name, still],
    queryFn: ({ signal }) => api.sameAs(object.plural, JSON.parse(still) as Values, signal),
    enabled: object.compared && still !== "{}",
    placeholderData: (before) => before,
    retry: false,
  });
  if (still === "{}" || !query.data?.length) return null;
  return (
    <aside className="z-col zl-alike">
      <strong className="z-row">
        <Icon name="alert-triangle" size={15} />
        {t("form.alike")}
      </strong>
      {query.data.slice(0, SHOWN).map((one) => (
        <Line key={one.id ?? one.title} object={object} one={one} />
      ))}
    </aside>
  );
}

function Line({ object, one }: { object: ObjectSpec; one: Alike }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <div className="z-row zl-line">
        {one.id ? (
          <Link to={pathOf(object, one.id)} target="_blank" className="z-clip">
            {one.title}
          </Link>
        ) : (
          <span className="z-clip">{one.title}</span>
        )}
        <span className="z-quiet z-clip">
          {[one.subtitle, one.visible || !one.owner ? "" : t("duplicates.owner", { who: one.owner })]
            .filter(Boolean)
            .join(" · ")}
        </span>
        <span className="z-grow" />
        {one.handle && !asking && (
          <Button size="xs" variant="subtle" onClick={() => setAsking(true)}>
            {t("duplicates.ask")}
          </Button>
        )}
      </div>
      <div className="zl-why">
        <span className="z-num">{sureness(one.probability)}</span> {one.reasons}
        {one.blocked && <strong> {t("duplicates.blocked")}</strong>}
      </div>
      {asking && one.handle && <Ask object={object} handle={one.handle} onDone={() => setAsking(false)} />}
    </>
  );
}

function Ask({ object, handle, onDone }: { object: ObjectSpec; handle: string; onDone: () => void }) {
  const { t } = useWords();
  const words = useFaultWords();
  const [reason, setReason] = useState("");
  const send = async () => {
    try {
      await api.askToJoin(object.plural, handle, reason);
      toast({ text: t("duplicates.asked") });
      onDone();
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  return (
    <div className="z-row">
      <TextInput
        size="xs"
        style={{ flex: 1 }}
        aria-label={t("duplicates.ask_reason")}
        placeholder={t("duplicates.ask_reason")}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button size="xs" onClick={send}>
        {t("duplicates.ask")}
      </Button>
    </div>
  );
}
