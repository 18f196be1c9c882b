/** The page of a segment: who is in it, by what, who came and went, and what it shares with others. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import type { Condition } from "../../schema/condition.ts";
import { objectNamed, pathOf, useMeta } from "../../schema/meta.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { exact } from "../../ui/charts/numbers.ts";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useConditionWords } from "../../views/condition/words.ts";
import { useDoings } from "../../views/doings.ts";
import { Sample } from "./Audience.tsx";
import { listOf, membersOf } from "./lists.ts";
import { Members } from "./Members.tsx";
import { Overlap } from "./Overlap.tsx";
import { Passages } from "./Passages.tsx";
import { Snapshot } from "./Snapshot.tsx";
import "./segments.css";

const AGAIN = 10_000; // ms: whoever is in it changes while one looks

export default function SegmentDesk({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const target = objectNamed(useMeta(), String(row.object));
  if (!target?.rights.read) return <Empty icon="lock" title={t("fault.403")} />;
  return (
    <div className="zs-desk">
      <div className="z-col" style={{ gap: 14 }}>
        <Who object={object} target={target} row={row} />
        {row.kind === "static" && object.rights.update && <Members target={target} segment={row.id} />}
        <Overlap object={object} target={target} row={row} />
        <UsedBy object={object} row={row} />
      </div>
      <Passages target={target} segment={row.id} />
    </div>
  );
}

function Who({ object, target, row }: { object: ObjectSpec; target: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const doings = useDoings();
  const navigate = useNavigate();
  const [keeping, setKeeping] = useState(false);
  const where = membersOf(row.id);
  const told = useQuery({
    queryKey: ["audience", target.plural, `segment:${row.id}`, row.version],
    queryFn: ({ signal }) => api.audience(target.plural, where, signal),
    refetchInterval: AGAIN,
  });
  return (
    <section className="z-panel">
      <div className="z-panel-head z-wrap">
        <span className="z-grow">{t("segments.members")}</span>
        {object.rights.create && (
          <Button size="xs" variant="default" onClick={() => setKeeping(true)}>
            {t("segments.snapshot")}
          </Button>
        )}
        {object.rights.update && (
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="edit" size={14} />}
            onClick={() => doings.edit(object, row.id)}
          >
            {t("do.edit")}
          </Button>
        )}
      </div>
      <div className="z-panel-body z-col">
        {row.where ? <Says target={target} where={row.where as Condition} /> : null}
        {told.isError ? (
          <Fault fault={told.error} retry={() => told.refetch()} />
        ) : !told.data ? (
          <Bones rows={2} />
        ) : (
          <>
            <div className="z-row z-wrap">
              <Link to={listOf(target, where)} className="zs-count z-num">
                {grouped(told.data.count)}
              </Link>
              <span className="z-quiet">
                {t("segments.of", {
                  n: grouped(told.data.of),
                  what: target.label_plural,
                  share: exact(told.data.of ? told.data.count / told.data.of : 0, "share"),
                })}
              </span>
              <span className="z-grow" />
              <LinkButton size="xs" variant="subtle" to={listOf(target, where)}>
                {t("segments.open_list")}
              </LinkButton>
            </div>
            <Sample object={target} rows={told.data.sample as Row[]} />
          </>
        )}
        {row.remark ? <p className="z-quiet zs-remark">{String(row.remark)}</p> : null}
      </div>
      {keeping && (
        <Snapshot
          segment={row.id}
          name={String(row.name)}
          onClose={() => setKeeping(false)}
          onMade={(id) => navigate(pathOf(object, id))}
        />
      )}
    </section>
  );
}

function Says({ target, where }: { target: ObjectSpec; where: Condition }) {
  return <div className="zs-words">{useConditionWords(where, target)}</div>;
}

/** What would break without it. */
function UsedBy({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const meta = useMeta();
  const used = useQuery({
    queryKey: ["about", object.plural, row.id, "uses"],
    queryFn: () => api.uses(object.plural, row.id),
  });
  const rows = used.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="z-panel">
      <div className="z-panel-head">{t("segments.used_by")}</div>
      <ul className="zs-list">
        {rows.map((one) => (
          <li key={`${one.object} ${one.id}`} className="z-row">
            <span className="z-quiet">{one.label}</span>
            {objectNamed(meta, one.object)?.settings === false ? (
              <Link to={`/${one.plural}/${one.id}`}>{one.title}</Link>
            ) : (
              <span>{one.title}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
