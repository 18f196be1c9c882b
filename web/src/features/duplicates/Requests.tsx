/** Who asks to be let into the team of a record, and what one has asked for oneself. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, pathOf, useMeta } from "../../schema/meta.ts";
import type { JoinRequest } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { toast } from "../../ui/toast.tsx";

export function Requests() {
  const { t } = useWords();
  const query = useQuery({ queryKey: ["join_requests"], queryFn: api.joinRequests });
  if (!query.data?.length) return null;
  return (
    <section className="z-panel zd-group" aria-label={t("duplicates.requests")}>
      <div className="z-panel-head">{t("duplicates.requests")}</div>
      {query.data.map((one) => (
        <Request key={one.id} request={one} />
      ))}
    </section>
  );
}

function Request({ request }: { request: JoinRequest }) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const words = useFaultWords();
  const object = objectNamed(meta, request.object);
  const answer = async (accept: boolean) => {
    try {
      await api.answerJoin(request.id, accept);
      toast({ text: t(accept ? "duplicates.let_in" : "duplicates.kept_out", { who: request.person.title }) });
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
    void client.invalidateQueries({ queryKey: ["join_requests"] });
  };
  return (
    <div className="z-row z-wrap" style={{ gap: 10, padding: "8px 14px", borderTop: "1px solid var(--z-line)" }}>
      {request.mine ? (
        <span>{t(`duplicates.mine.${request.state}`)}</span>
      ) : (
        <span>{t("duplicates.asks", { who: request.person.title })}</span>
      )}
      {request.record && object ? (
        <Link to={pathOf(object, request.record.id)}>{request.record.title}</Link>
      ) : (
        <span className="z-quiet">{object?.label}</span>
      )}
      {request.reason && <span className="z-quiet">“{request.reason}”</span>}
      <span className="z-grow" />
      {!request.mine && (
        <>
          <Button size="xs" variant="default" onClick={() => answer(false)}>
            {t("duplicates.refuse")}
          </Button>
          <Button size="xs" onClick={() => answer(true)}>
            {t("duplicates.accept")}
          </Button>
        </>
      )}
    </div>
  );
}
