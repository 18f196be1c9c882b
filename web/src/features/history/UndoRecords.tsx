/** The records of a change set with what it did to each and what stands there now; some are chosen to be undone. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import type { UndoRecord } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Box } from "../../ui/Check.tsx";
import { Chip } from "../../ui/Chip.tsx";
import { Bones, Fault } from "../../ui/Faces.tsx";
import { ShowMore } from "../../ui/ShowMore.tsx";
import { plain } from "./plain.ts";

export type Chosen = Record<string, number[]>;

interface Props {
  changeSet: number;
  busy: boolean;
  onUndo: (chosen: Chosen, force: boolean) => void;
  onCancel: () => void;
}

const keyOf = (row: UndoRecord) => `${row.object}.${row.id}`;
const overwrites = (row: UndoRecord) => row.fields.some((one) => one.changed);

export function UndoRecords({ changeSet, busy, onUndo, onCancel }: Props) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Map<string, UndoRecord>>(new Map());
  const query = useInfiniteQuery({
    queryKey: ["undo", changeSet, "records"],
    queryFn: ({ pageParam }) => api.undoRecords(changeSet, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    gcTime: 0,
    retry: false,
  });
  if (query.isError) return <Fault fault={query.error} />;
  if (!query.data) return <Bones rows={6} />;
  const rows = query.data.pages.flatMap((page) => page.rows);
  const open = rows.filter((row) => row.state === "open");
  const toggle = (some: UndoRecord[], on: boolean) => {
    const next = new Map(chosen);
    for (const row of some) on ? next.set(keyOf(row), row) : next.delete(keyOf(row));
    setChosen(next);
  };
  const run = (force: boolean) => {
    const byObject: Chosen = {};
    for (const row of chosen.values()) byObject[row.object] = [...(byObject[row.object] ?? []), row.id];
    onUndo(byObject, force);
  };
  const conflicts = [...chosen.values()].some(overwrites);
  return (
    <div className="z-col" style={{ gap: 14 }}>
      <div style={{ maxHeight: 380, overflow: "auto" }}>
        <table className="z-table">
          <thead>
            <tr>
              <th style={{ width: 36 }}>
                <Box
                  aria-label={t("undo.all")}
                  checked={open.length > 0 && open.every((row) => chosen.has(keyOf(row)))}
                  indeterminate={chosen.size > 0 && open.some((row) => !chosen.has(keyOf(row)))}
                  disabled={open.length === 0}
                  onChange={(event) => toggle(open, event.currentTarget.checked)}
                />
              </th>
              <th>{t("undo.record")}</th>
              <th>{t("undo.what")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)}>
                <td>
                  <Box
                    aria-label={t("undo.pick", { title: row.title ?? `#${row.id}` })}
                    checked={chosen.has(keyOf(row))}
                    disabled={row.state !== "open"}
                    onChange={(event) => toggle([row], event.currentTarget.checked)}
                  />
                </td>
                <td>{row.title ?? <span className="z-quiet">#{row.id}</span>}</td>
                <td>
                  <What row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <ShowMore pages={query} />
      </div>
      <div className="z-row" style={{ justifyContent: "flex-end" }}>
        <Button variant="default" onClick={onCancel}>
          {t("do.cancel")}
        </Button>
        {conflicts && (
          <Button variant="default" color="red" disabled={busy} onClick={() => run(true)}>
            {t("undo.force")}
          </Button>
        )}
        <Button loading={busy} disabled={chosen.size === 0} onClick={() => run(false)}>
          {conflicts ? t("undo.rest") : t("undo.chosen", { n: chosen.size })}
        </Button>
      </div>
    </div>
  );
}

/** What becomes of a record, and where something else stands by now. */
function What({ row }: { row: UndoRecord }) {
  const { t } = useWords();
  if (row.state !== "open") return <Chip>{t(`undo.state.${row.state}`)}</Chip>;
  if (row.fields.length === 0)
    return t(`undo.verb.${row.verb}`, { defaultValue: t(`history.verb.${row.verb}`, { defaultValue: row.verb }) });
  return row.fields.map((one) => (
    <div key={one.name}>
      <span className="z-quiet">{one.label}: </span>
      {plain(one.after)} → {plain(one.before)}
      {one.changed && <span style={{ color: "var(--z-amber)" }}> · {t("undo.stands", { what: plain(one.now) })}</span>}
    </div>
  ));
}
