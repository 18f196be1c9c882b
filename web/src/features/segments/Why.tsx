/** Why a record is in a segment or is not, part by part. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { FieldText } from "../../fields/parts.tsx";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import type { Condition } from "../../schema/condition.ts";
import { fieldNamed } from "../../schema/meta.ts";
import type { Explained, ObjectSpec, SegmentOfRecord } from "../../schema/types.ts";
import { Bones, Fault } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";

interface Props {
  object: ObjectSpec;
  record: number;
  segment: SegmentOfRecord;
  to: string;
  since: string | null;
}

export default function Why({ object, record, segment, to, since }: Props) {
  const { t } = useWords();
  const told = useQuery({
    queryKey: ["about", object.plural, record, "explain", segment.id],
    queryFn: () => api.explain(object.plural, record, segment.where as Condition),
    enabled: Boolean(segment.where),
  });
  return (
    <div className="z-col zs-explain">
      <div className="z-row">
        <strong className="z-grow">{segment.title}</strong>
        <Link to={to}>{t("do.open")}</Link>
      </div>
      {since && <span className="z-quiet">{t("segments.since", { day: since })}</span>}
      {!segment.where ? (
        <span>{t(segment.member ? "segments.put_in" : "segments.not_put_in")}</span>
      ) : told.isError ? (
        <Fault fault={told.error} retry={() => told.refetch()} />
      ) : !told.data ? (
        <Bones rows={3} />
      ) : (
        <>
          {told.data.met !== segment.member && <span className="z-quiet">{t("segments.soon")}</span>}
          <ul className="zs-tree">
            <Part object={object} part={told.data as Explained} />
          </ul>
        </>
      )}
    </div>
  );
}

function Part({ object, part }: { object: ObjectSpec; part: Explained }) {
  const { t } = useWords();
  const field = part.field ? fieldNamed(object, part.field) : undefined;
  return (
    <li>
      <div className="z-row" style={{ alignItems: "flex-start" }}>
        <span
          className="zs-met"
          data-met={part.met || undefined}
          title={t(part.met ? "segments.met" : "segments.not_met")}
        >
          <Icon name={part.met ? "check" : "x"} size={14} />
          <span className="z-hidden">{t(part.met ? "segments.met" : "segments.not_met")}</span>
        </span>
        <span className="z-grow">
          {part.how ? t(`segments.how.${part.how}`) : part.words}
          {field && (
            <span className="z-quiet">
              {" "}
              · {t("segments.now")} <FieldText field={field} value={part.value} />
            </span>
          )}
        </span>
      </div>
      {part.parts.length > 0 && (
        <ul className="zs-tree">
          {part.parts.map((one, index) => (
            <Part key={index} object={object} part={one} />
          ))}
        </ul>
      )}
    </li>
  );
}
