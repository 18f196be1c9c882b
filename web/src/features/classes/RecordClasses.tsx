/** The classes of a record by each scheme: now, since when, with which score, and what it was before. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { dayOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { pathOf, useMeta } from "../../schema/meta.ts";
import { keys } from "../../schema/queries.ts";
import { isScheme } from "../../schema/roles.ts";
import type { ClassesOfRecord, ClassNamed, ObjectSpec, Row } from "../../schema/types.ts";
import { Chip } from "../../ui/Chip.tsx";
import "./classes.css";

export default function RecordClasses({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const told = useQuery({
    queryKey: keys.about(object.plural, row.id, "classes"),
    queryFn: () => api.classesOf(object.plural, row.id),
  });
  const shown = (told.data ?? []).filter((one) => one.now || one.before.length > 0);
  if (shown.length === 0) return null;
  return (
    <section className="z-panel" aria-label={t("classes.of_record")}>
      <div className="z-panel-head">{t("classes.of_record")}</div>
      {shown.map((one) => (
        <ByScheme key={one.scheme.id} told={one} />
      ))}
    </section>
  );
}

function ByScheme({ told }: { told: ClassesOfRecord }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const schemes = useMeta().objects.find(isScheme);
  const { now, before } = told;
  return (
    <div className="zs-own">
      <div className="z-row">
        <span className="z-grow z-clip z-quiet" title={told.scheme.title ?? undefined}>
          {schemes?.rights.read ? (
            <Link to={pathOf(schemes, told.scheme.id)}>{told.scheme.title}</Link>
          ) : (
            told.scheme.title
          )}
        </span>
        <Named one={now} />
      </div>
      <div className="z-row zs-since z-quiet">
        <span className="z-grow">
          {now && t("classes.since", { day: dayOf(now.since) })}
          {now && now.score !== null && ` · ${t("classes.score.is", { n: now.score })}`}
        </span>
        {before.length > 0 && (
          <button type="button" className="z-plain zs-more" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t("classes.history", { n: before.length })}
          </button>
        )}
      </div>
      {now?.override && (
        <div className="zs-override">
          <Chip color="amber">{t("classes.override.is")}</Chip>{" "}
          {t("classes.override.until", { day: dayOf(now.override.until) })}
          {now.override.reason && ` · ${now.override.reason}`}
        </div>
      )}
      {open && (
        <ol className="zs-before">
          {before.map((one) => (
            <li key={one.since} className="z-row">
              <span className="z-quiet z-num">
                {dayOf(one.since)} – {dayOf(one.ended)}
              </span>
              <span className="z-grow" />
              <Named one={one} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Named({ one }: { one: ClassNamed | null }) {
  const { t } = useWords();
  if (!one?.class) return <span className="z-quiet">{t("classes.unclassified")}</span>;
  return (
    <Chip color={one.color} dot>
      {one.label}
    </Chip>
  );
}
