/** The classes of a record by each scheme: now, since when and why, what to do, and what it was before. */
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import { dayOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { pathOf, useMeta } from "../../schema/meta.ts";
import { keys } from "../../schema/queries.ts";
import { isScheme } from "../../schema/roles.ts";
import type { ClassesOfRecord, ClassNamed, ObjectSpec, Row } from "../../schema/types.ts";
import { Chip } from "../../ui/Chip.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { inForce, labelOf, saidBy } from "./definition.ts";
import { useVersions } from "./hooks.ts";
import { Why } from "./Why.tsx";
import "./classes.css";

const Override = lazy(() => import("./Override.tsx"));

interface Props {
  object: ObjectSpec;
  row: Row;
}

export default function RecordClasses({ object, row }: Props) {
  const { t } = useWords();
  const told = useQuery({
    queryKey: keys.about(object.plural, row.id, "classes"),
    queryFn: () => api.classesOf(object.plural, row.id),
  });
  const shown = (told.data ?? []).filter((one) => one.now || one.before.length > 0 || one.kind === "manual");
  if (shown.length === 0) return null;
  return (
    <section className="z-panel" aria-label={t("classes.of_record")}>
      <div className="z-panel-head">{t("classes.of_record")}</div>
      {shown.map((one) => (
        <ByScheme key={one.scheme.id} object={object} row={row} told={one} />
      ))}
    </section>
  );
}

function ByScheme({ object, row, told }: Props & { told: ClassesOfRecord }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [putting, setPutting] = useState(false);
  const schemes = useMeta().objects.find(isScheme);
  const { now, before, why, plays = [] } = told;
  const more = before.length > 0 || Boolean(why?.length);
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
        {schemes?.rights.read && object.rights.update && (
          <IconButton
            icon="edit"
            size={22}
            iconSize={14}
            label={t("classes.override.title", { what: told.scheme.title })}
            onClick={() => setPutting(true)}
          />
        )}
      </div>
      {told.kind === "stages" && schemes?.rights.read && <Path schemes={schemes} object={object} told={told} />}
      <div className="z-row zs-since z-quiet">
        <span className="z-grow">
          {now && t("classes.since", { day: dayOf(now.since) })}
          {now && now.score !== null && ` · ${t("classes.score.is", { n: now.score })}`}
        </span>
        {more && (
          <button type="button" className="z-plain zs-more" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(why?.length ? (before.length > 0 ? "classes.why_before" : "classes.why") : "classes.history", {
              n: before.length,
            })}
          </button>
        )}
      </div>
      {now?.override && (
        <div className="zs-override">
          <Chip color="amber">{t("classes.override.is")}</Chip>{" "}
          {[
            now.override.until && t("classes.override.until", { day: dayOf(now.override.until) }),
            typeof now.override.by === "object" && now.override.by?.title,
            now.override.reason,
          ]
            .filter(Boolean)
            .join(" · ")}
        </div>
      )}
      {plays.map((one) => (
        <div key={one.title} className="zs-play">
          <strong>{one.title}</strong>
          {one.content && <div className="z-quiet">{one.content}</div>}
        </div>
      ))}
      {open && (
        <>
          {why && <Why parts={why} kind={told.kind} />}
          {before.length > 0 && <Before told={told} />}
        </>
      )}
      {putting && schemes && (
        <Suspense>
          <Override schemes={schemes} object={object} row={row} told={told} onClose={() => setPutting(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Before({ told }: { told: ClassesOfRecord }) {
  const { t } = useWords();
  return (
    <>
      <div className="z-quiet zs-since">{t("classes.history", { n: told.before.length })}</div>
      <ol className="zs-before">
        {told.before.map((one) => (
          <li key={one.since} className="z-row">
            <span className="z-quiet z-num">
              {dayOf(one.since)} – {dayOf(one.ended)}
            </span>
            <span className="z-grow" />
            <Named one={one} />
          </li>
        ))}
      </ol>
    </>
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

/** The stages in their order, with the one that the record is in, and those that it was in. */
function Path({ schemes, object, told }: { schemes: ObjectSpec; object: ObjectSpec; told: ClassesOfRecord }) {
  const { language } = useWords();
  const scheme = { id: told.scheme.id, code: "", kind: told.kind, of: schemes, target: object, may: false };
  const current = inForce(useVersions(scheme).data ?? []);
  if (!current) return null;
  const been = new Set(told.before.map((one) => one.class));
  return (
    <ol className="zs-path" aria-label={told.scheme.title ?? undefined}>
      {saidBy(current).classes.map((one) => (
        <li
          key={one.code}
          className="zs-step"
          data-past={been.has(one.code) || undefined}
          aria-current={one.code === told.now?.class ? "step" : undefined}
          title={labelOf(one, language)}
        >
          {labelOf(one, language)}
        </li>
      ))}
    </ol>
  );
}
