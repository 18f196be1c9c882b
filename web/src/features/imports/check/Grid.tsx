/** All rows of a file as they would be imported: what is wrong stands out, and any cell is mended in place. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ClipboardEvent, type CSSProperties, useEffect, useRef, useState } from "react";
import { parseBlock } from "../../../lib/clipboard.ts";
import { useEvent } from "../../../lib/hooks.ts";
import { useWords } from "../../../lib/i18n.ts";
import type { ImportCell } from "../../../schema/api.ts";
import { fieldNamed, objectNamed, useMeta } from "../../../schema/meta.ts";
import type { ImportCheck, ImportRow } from "../../../schema/types.ts";
import { Fault } from "../../../ui/Faces.tsx";
import "../../../views/list/grid.css";
import { type At, onKey } from "./keys.ts";
import { type Filter, useRows } from "./useRows.ts";

interface Props {
  told: ImportCheck;
  filter: Filter;
  /** What is wrong with a field stands at these columns. */
  fieldsAt: Map<number, string[]>;
  onMend: (cells: ImportCell[], was: string) => void;
  onPoint: (row: ImportRow | undefined, column: number) => void;
}

const HEIGHT = 34;
const MOST = 500; // cells mended at once

export function CheckGrid({ told, filter, fieldsAt, onMend, onPoint }: Props) {
  const { t } = useWords();
  const object = objectNamed(useMeta(), told.plan.object);
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<At | null>(null);
  const [editing, setEditing] = useState<(At & { start: string }) | null>(null);
  const [sight, setSight] = useState({ first: 0, last: 40 });
  const rows = useRows(told.upload, filter, sight.first, sight.last);
  const columns = told.columns.filter((one) => !one.made);
  /** A cell as people read it: what stands for a word of the file may be the name of an option. */
  const said = (row: ImportRow | undefined, column: number): string => {
    const cell = row?.cells[column] ?? "";
    const field = told.columns.find((one) => one.index === column)?.field;
    if (!object || !field || !row?.mended.includes(column)) return cell;
    return fieldNamed(object, field)?.options?.find((one) => one.value === cell)?.label ?? cell;
  };
  const virtual = useVirtualizer({
    count: rows.count,
    getScrollElement: () => box.current,
    estimateSize: () => HEIGHT,
    overscan: 8,
    initialRect: { width: window.innerWidth, height: window.innerHeight - 240 },
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 40;
  useEffect(() => setSight({ first, last }), [first, last]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter shows other rows
  useEffect(() => {
    setActive(null);
    setEditing(null);
    box.current?.scrollTo({ top: 0 });
  }, [filter]);

  const point = useEvent((at: At) => {
    setActive(at);
    virtual.scrollToIndex(at.row);
    const cell = box.current?.querySelector(`[data-at="${at.column}"]`);
    cell?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
    onPoint(rows.at(at.row), columns[at.column]!.index);
  });
  const edit = useEvent((at: At, typed?: string) => {
    const row = rows.at(at.row);
    const column = columns[at.column]!.index;
    if (!row || row.cut.includes(column)) return;
    point(at);
    setEditing({ ...at, start: typed ?? said(row, column) });
  });
  const keep = useEvent((at: At, value: string, down: boolean) => {
    setEditing(null);
    box.current?.focus({ preventScroll: true });
    const row = rows.at(at.row);
    const column = columns[at.column]!.index;
    const was = row?.cells[column] ?? "";
    if (row && value !== was && value !== said(row, column)) onMend([{ row: row.row, column, value }], was);
    if (down) point({ row: Math.min(rows.count - 1, at.row + 1), column: at.column });
  });
  const onPaste = (event: ClipboardEvent) => {
    if (editing || !active) return;
    event.preventDefault();
    const cells: ImportCell[] = [];
    for (const [down, line] of parseBlock(event.clipboardData.getData("text/plain")).entries()) {
      const row = rows.at(active.row + down);
      if (!row) break;
      for (const [right, value] of line.entries()) {
        const column = columns[active.column + right];
        if (column) cells.push({ row: row.row, column: column.index, value });
      }
    }
    if (cells.length > 0) onMend(cells.slice(0, MOST), "");
  };

  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const sizes = {
    "--zg-columns": `64px ${columns.map((one) => (one.field ? "minmax(132px, 1fr)" : "110px")).join(" ")}`,
    "--zg-height": `${HEIGHT}px`,
  } as CSSProperties;
  if (rows.fault) return <Fault fault={rows.fault} />;
  return (
    <div
      ref={box}
      className="zg zi-grid"
      role="grid"
      tabIndex={0}
      aria-label={t("imports.check.rows")}
      aria-rowcount={rows.count + 1}
      onPaste={onPaste}
      onFocus={(event) => event.target === box.current && !active && rows.count > 0 && setActive({ row: 0, column: 0 })}
      onKeyDown={(event) =>
        !editing &&
        onKey(event, {
          active,
          rows: rows.count,
          columns: columns.length,
          page: Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / HEIGHT) - 2),
          point,
          edit,
          clear: (at) => keep(at, "", false),
        })
      }
    >
      <div className="zg-sheet" style={sizes}>
        <div className="zg-row zg-head" role="row">
          <div className="zg-cell zi-number" role="columnheader">
            {t("imports.row")}
          </div>
          {columns.map((one) => (
            <div key={one.index} className="zg-cell" role="columnheader" title={one.header}>
              <span className={one.field ? undefined : "zi-unused"}>
                {one.label ?? (one.header || t("imports.no_heading", { n: one.index + 1 }))}
              </span>
              {one.label && one.header && one.header !== one.label && <span className="zi-unused"> {one.header}</span>}
            </div>
          ))}
        </div>
        <div role="rowgroup" style={{ paddingTop: before, paddingBottom: after }}>
          {items.map((item) => {
            const row = rows.at(item.index);
            const same = (at: number) => row?.first != null && rows.at(at)?.first === row.first;
            const [above, below] = [same(item.index - 1), same(item.index + 1)];
            const group = above || below ? `${above ? "" : "start"} ${below ? "" : "end"}` : undefined;
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                className="zg-row"
                data-outcome={row?.outcome}
                data-group={group}
                data-left-out={row?.left_out || undefined}
              >
                <div className="zg-cell zi-number z-num" role="rowheader">
                  {row?.row ?? ""}
                </div>
                {columns.map((one, at) => {
                  const here = active?.row === item.index && active.column === at;
                  const names = (fieldsAt.get(one.index) ?? []).filter((name) => row?.errors[name]);
                  const why = names.map((name) => row!.errors[name]!.message).join("\n");
                  const open = editing?.row === item.index && editing.column === at;
                  return (
                    <div
                      key={one.index}
                      data-at={at}
                      role="gridcell"
                      tabIndex={-1}
                      className={`zg-cell ${here ? "zg-active" : ""} ${why ? "zi-wrong" : ""} ${one.field ? "" : "zi-unused"}`}
                      data-mended={row?.mended.includes(one.index) || undefined}
                      aria-invalid={why ? true : undefined}
                      title={why || undefined}
                      onMouseDown={() => !open && !here && point({ row: item.index, column: at })}
                      onClick={() => here && !open && window.matchMedia("(pointer: coarse)").matches && edit(active)}
                      onDoubleClick={() => !open && edit({ row: item.index, column: at })}
                      onKeyDown={undefined}
                    >
                      {open ? (
                        <input
                          className="zi-input"
                          aria-label={one.label ?? one.header}
                          defaultValue={editing.start}
                          autoFocus
                          onFocus={(event) =>
                            event.target.setSelectionRange(editing.start.length, editing.start.length)
                          }
                          onBlur={(event) => keep(editing, event.target.value, false)}
                          onKeyDown={(event) => {
                            if (event.nativeEvent.isComposing) return;
                            if (event.key === "Enter") keep(editing, event.currentTarget.value, true);
                            else if (event.key === "Escape") setEditing(null);
                            else return;
                            event.preventDefault();
                            event.stopPropagation();
                          }}
                        />
                      ) : (
                        said(row, one.index)
                      )}
                    </div>
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
