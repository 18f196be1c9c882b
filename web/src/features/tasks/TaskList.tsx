/** Tasks under overdue, today, coming; ticked off in place. */

import { Link } from "react-router";
import { refText } from "../../fields/link/ref.ts";
import { FieldCell } from "../../fields/parts.tsx";
import { addDays, dayOf, today } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { objectNamed, pathOf, titleOf, useMeta } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import type { TaskShape } from "../../schema/roles.ts";
import type { Ref, Row } from "../../schema/types.ts";
import { Box } from "../../ui/Check.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { useWrites } from "../../views/useWrites.ts";

export function groupOf(due: unknown, now: string): "overdue" | "today" | "coming" | "someday" {
  if (!due) return "someday";
  const day = dayOf(String(due));
  if (day < now) return "overdue";
  return day === now ? "today" : "coming";
}

const GROUPS = ["overdue", "today", "coming", "someday"] as const;

export function TaskList({ shape }: { shape: TaskShape }) {
  const { t } = useWords();
  const { object, status, done, dropped, due, owner } = shape;
  const closed = [done, dropped].filter(Boolean);
  const where = {
    all: [
      ...(owner ? [{ field: owner.name, op: "is", value: "me" }] : []),
      { field: status.name, op: "none_of", value: closed },
    ],
  };
  const columns = [
    object.title_field,
    due.name,
    status.name,
    ...(shape.about ? [shape.about.name] : []),
    ...object.columns,
  ];
  const list = useList(object.plural, { where, sort: due.name, columns: [...new Set(columns)], limit: 60, count: 0 });
  if (list.isError && !list.data) return <Fault fault={list.error} retry={() => list.refetch()} />;
  if (!list.data) return <Bones rows={6} />;
  const now = today();
  const open = list.data.rows.filter((row) => !closed.includes(String(row[status.name])));
  if (open.length === 0) return <Empty icon="circle-check" title={t("tasks.none")} text={t("tasks.none_text")} />;
  return (
    <div>
      {GROUPS.map((group) => {
        const rows = open.filter((row) => groupOf(row[due.name], now) === group).slice(0, group === "coming" ? 12 : 20);
        if (rows.length === 0) return null;
        return (
          <section key={group}>
            <h3 className="zw-group" data-kind={group}>
              {t(`tasks.${group}`)} <span className="z-num">{rows.length}</span>
            </h3>
            {rows.map((row) => (
              <Task key={row.id} shape={shape} row={row} late={group === "overdue"} tomorrow={addDays(now, 1)} />
            ))}
          </section>
        );
      })}
    </div>
  );
}

function Task({ shape, row, late, tomorrow }: { shape: TaskShape; row: Row; late: boolean; tomorrow: string }) {
  const { t } = useWords();
  const meta = useMeta();
  const { object, status, done, due, about } = shape;
  const { save } = useWrites(object);
  const title = titleOf(object, row);
  const linked = about && (row[about.name] as Ref | null);
  const target = objectNamed(meta, about?.to);
  const priority = object.fields.find((one) => one.name === "priority");
  const high = priority && row.priority === priority.options?.at(-1)?.value;
  return (
    <div className="zw-task">
      <Box
        aria-label={t("tasks.tick", { title })}
        checked={false}
        disabled={!object.rights.update}
        onChange={() => void save(row, status, done)}
      />
      <Link to={pathOf(object, row.id)} className="z-clip" style={{ color: "var(--z-ink)", flex: "0 1 auto" }}>
        {title}
      </Link>
      {high && priority && <FieldCell field={priority} value={row.priority} />}
      {linked && target && (
        <Link to={pathOf(target, linked.id)} className="z-clip z-quiet" style={{ flex: "1 1 0" }}>
          {refText(linked)}
        </Link>
      )}
      {!(linked && target) && <span className="z-grow" />}
      {row[due.name] ? (
        <span className="z-num" style={{ color: late ? "var(--z-amber)" : "var(--z-ink-3)", flex: "none" }}>
          {dayOf(String(row[due.name])) === tomorrow
            ? t("filter.period.tomorrow")
            : dayOf(String(row[due.name])).slice(5)}
        </span>
      ) : null}
    </div>
  );
}
