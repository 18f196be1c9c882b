/** What people want corrected in their own records, each to be taken over or left. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { FieldCell } from "../../fields/parts.tsx";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, objectNamed, useMeta } from "../../schema/meta.ts";
import { Button } from "../../ui/Button.tsx";
import { Empty, Fault } from "../../ui/Faces.tsx";
import { useDeciding } from "./deciding.ts";

type Correction = Awaited<ReturnType<typeof api.corrections>>["rows"][number];

export function Corrections({ alone }: { alone: boolean }) {
  const { t } = useWords();
  const query = useQuery({ queryKey: ["answers", "corrections"], queryFn: api.corrections, staleTime: 0 });
  if (query.isError && !query.data) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!query.data || query.data.rows.length === 0)
    return alone && query.data ? <Empty icon="mail" title={t("forms.nothing_waits")} /> : null;
  return (
    <>
      <div className="z-panel-head">{t("forms.self.corrections")}</div>
      <ul className="zf-answers">
        {query.data.rows.map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </ul>
    </>
  );
}

function Line({ one }: { one: Correction }) {
  const { t } = useWords();
  const meta = useMeta();
  const decide = useDeciding();
  const object = objectNamed(meta, one.object);
  const field = object && fieldNamed(object, one.field);
  if (!object || !field) return null;
  return (
    <li>
      <div className="z-row z-wrap zf-about">
        <Link to={`/${object.plural}/${one.record.id}`}>{one.record.title}</Link>
        <span className="z-quiet z-num">{minuteOf(one.at)}</span>
      </div>
      <div className="z-row z-wrap zf-change">
        <span className="z-quiet">{field.label}</span>
        <FieldCell field={field} value={one.before} />
        <span aria-hidden="true">→</span>
        <strong>
          <FieldCell field={field} value={one.after} />
        </strong>
      </div>
      <div className="z-row z-wrap">
        <Button
          size="xs"
          onClick={() => void decide(() => api.decideCorrection(one.id, "accept"), t("forms.self.taken"))}
        >
          {t("forms.self.take")}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          onClick={() => void decide(() => api.decideCorrection(one.id, "refuse"), t("forms.self.left"))}
        >
          {t("forms.self.leave")}
        </Button>
      </div>
    </li>
  );
}
