/** The bell: open tasks of one's own whose moment to be reminded has come. */

import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { refText } from "../../fields/link/ref.ts";
import { minuteOf } from "../../lib/dates.ts";
import { useLater } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { pathOf, titleOf } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import type { TaskShape } from "../../schema/roles.ts";
import type { FieldSpec, Ref, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Empty } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Popup } from "../../ui/Popup.tsx";
import { toast } from "../../ui/toast.tsx";
import { useWrites } from "../../views/useWrites.ts";

const MINUTE = 60_000;
const LATER = 60 * MINUTE;

export function Reminders({ shape, remind }: { shape: TaskShape; remind: FieldSpec }) {
  const { t } = useWords();
  const rows = useDue(shape, remind);
  const label = t("reminders.title");
  return (
    <Popup
      label={label}
      width={340}
      button={(opener) => <IconButton icon="bell" label={label} badge={rows.length} badgeColor="amber" {...opener} />}
    >
      {(close) => (
        <>
          <div className="z-panel-head">{label}</div>
          <div style={{ maxHeight: 420, overflow: "auto" }}>
            {rows.length === 0 && <Empty icon="bell" title={t("reminders.none")} text={t("reminders.none_text")} />}
            {rows.map((row) => (
              <Line key={row.id} shape={shape} remind={remind} row={row} onLeave={close} />
            ))}
          </div>
        </>
      )}
    </Popup>
  );
}

/** Asks once a minute, and says so when a new one has come. */
function useDue(shape: TaskShape, remind: FieldSpec): Row[] {
  const { t } = useWords();
  const { object, owner, status, done, dropped, about } = shape;
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  const closed = [done, dropped].filter(Boolean);
  const where = {
    all: [
      ...(owner ? [{ field: owner.name, op: "is", value: "me" }] : []),
      { field: status.name, op: "none_of", value: closed },
      { field: remind.name, op: "<=", value: now },
    ],
  };
  const columns = [object.title_field, remind.name, status.name, ...(about ? [about.name] : [])];
  const list = useList(object.plural, { where, sort: remind.name, columns, limit: 50, count: 0 }, useLater());
  // A row that was just ticked off or put off stands in the list until that is asked for again.
  const due = (row: Row) => !closed.includes(String(row[status.name])) && String(row[remind.name]) <= now;
  const rows = list.data?.rows.filter(due);
  const known = useRef<Set<number>>(undefined);
  useEffect(() => {
    if (!list.data) return;
    const fresh = known.current ? list.data.rows.filter((row) => !known.current!.has(row.id)) : [];
    known.current = new Set(list.data.rows.map((row) => row.id));
    for (const row of fresh) toast({ text: t("reminders.now", { title: titleOf(object, row) }) });
  }, [list.data, object, t]);
  return rows ?? [];
}

interface LineProps {
  shape: TaskShape;
  remind: FieldSpec;
  row: Row;
  onLeave: () => void;
}

function Line({ shape, remind, row, onLeave }: LineProps) {
  const { t } = useWords();
  const { object, status, done, about } = shape;
  const { save } = useWrites(object);
  const linked = about && (row[about.name] as Ref | null);
  const later = () => save(row, remind, new Date(Date.now() + LATER).toISOString());
  return (
    <div className="z-col" style={{ gap: 4, padding: "10px 14px", borderBottom: "1px solid var(--z-line)" }}>
      <Link to={pathOf(object, row.id)} className="z-clip" style={{ color: "var(--z-ink)" }} onClick={onLeave}>
        {titleOf(object, row)}
      </Link>
      <div className="z-row z-quiet" style={{ fontSize: 12 }}>
        <span className="z-num">{minuteOf(String(row[remind.name]))}</span>
        <span className="z-grow z-clip">{linked ? refText(linked) : ""}</span>
        {object.rights.update && (
          <>
            <Button size="xs" variant="subtle" onClick={() => void later()}>
              {t("reminders.later")}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => void save(row, status, done)}>
              {t("reminders.done")}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
