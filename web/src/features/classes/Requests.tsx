/** Who asked that a record be in a class, and waits for an answer. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { ago, dayOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { pathOf } from "../../schema/meta.ts";
import { keys } from "../../schema/queries.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { toast } from "../../ui/toast.tsx";
import { ClassMark } from "./ClassMark.tsx";
import type { ClassOf } from "./definition.ts";
import type { Scheme } from "./hooks.ts";

export function Requests({ scheme, classes }: { scheme: Scheme; classes: readonly ClassOf[] }) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const asked = useQuery({
    queryKey: keys.about(scheme.of.plural, scheme.id, "requests"),
    queryFn: () => api.classRequests(scheme.id),
  });
  if (!asked.data?.length) return null;
  const answer = async (id: number, accept: boolean) => {
    try {
      await api.answerClassRequest(scheme.id, id, accept);
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
    await client.invalidateQueries({ queryKey: ["about", scheme.of.plural, scheme.id] });
  };
  return (
    <section className="z-panel" aria-label={t("classes.requests.title")}>
      <div className="z-panel-head">{t("classes.requests.title")}</div>
      <div className="z-panel-body">
        <ul className="zs-told">
          {asked.data.map((one) => (
            <li key={one.id} className="zs-line">
              <span className="zs-words">
                {scheme.target ? (
                  <Link to={pathOf(scheme.target, one.record.id)}>{one.record.title}</Link>
                ) : (
                  one.record.title
                )}{" "}
                → <ClassMark code={one.class || null} classes={classes} />
                <div className="z-quiet">
                  {[
                    one.by?.title,
                    ago(one.at, t),
                    one.reason,
                    one.until && t("classes.override.until", { day: dayOf(one.until) }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </div>
              </span>
              {scheme.may && (
                <span className="z-row">
                  <Button size="xs" variant="default" onClick={() => void answer(one.id, false)}>
                    {t("classes.requests.refuse")}
                  </Button>
                  <Button size="xs" onClick={() => void answer(one.id, true)}>
                    {t("classes.requests.accept")}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
