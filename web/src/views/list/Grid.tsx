/** The table: virtual rows, a frozen first column, a cell that moves with the arrows, editing and pasting in place. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ClipboardEvent, type CSSProperties, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { kindOf } from "../../fields/kinds.ts";
import { editorsReady, loadEditors } from "../../fields/parts.tsx";
import { parseBlock, writeBlock } from "../../lib/clipboard.ts";
import { useEvent, whenIdle } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { typeInto } from "../../lib/keys.ts";
import { filled, writable } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec, Row as Record } from "../../schema/types.ts";
import "./grid.css";
import { Header } from "./Header.tsx";
import { InlineEditor, type Move } from "./InlineEditor.tsx";
import { useGridKeys } from "./keys.ts";
import { Row } from "./Row.tsx";
import type { Selection } from "./selection.ts";
import { type Density, HEIGHTS } from "./state.ts";
import { useWidths, widthOf } from "./widths.ts";

export interface Pasted {
  row: Record;
  values: { [name: string]: unknown };
}

export interface GridProps {
  object: ObjectSpec;
  columns: FieldSpec[];
  rows: Record[];
  sort: string;
  density: Density;
  selection: Selection;
  open: number | null;
  stale: boolean;
  onSort: (sort: string) => void;
  onOpen: (row: Record) => void;
  onPeek: (id: number) => void;
  /** Saves one value; the words of the error when it is refused. */
  onSave: (row: Record, field: FieldSpec, value: unknown) => Promise<string | null>;
  onPaste: (pasted: Pasted[]) => void;
}

interface Editing {
  row: number;
  column: number;
  start: unknown;
  error?: string;
}

/** Bars above and below the rows, in px: only the first guess of how many rows are in sight. */
const AROUND = 180;

export function Grid(props: GridProps) {
  const { object, columns, rows, density, selection, open } = props;
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [kept, setWidth] = useWidths(object);
  const widths = useMemo(() => columns.map((field) => widthOf(object, field, kept)), [columns, object, kept]);
  const [active, setActive] = useState<{ row: number; column: number } | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const anchor = useRef<number | null>(null);
  /** An editor that is still on its way, and what was typed for it so far. */
  const ahead = useRef<{ row: number; column: number; typed?: string } | null>(null);
  const height = HEIGHTS[density];
  const sizes = {
    "--zg-columns": [40, ...widths].map((width) => `${width}px`).join(" "),
    "--zg-height": `${height}px`,
  } as CSSProperties;

  // What is in sight comes first, what a scroll would show after it.
  const [overscan, setOverscan] = useState(1);
  useEffect(() => whenIdle(() => setOverscan(6)), []);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan,
    initialRect: { width: window.innerWidth, height: window.innerHeight - AROUND },
  });
  const measured = useRef(height);
  useLayoutEffect(() => {
    if (measured.current === height) return;
    measured.current = height;
    virtual.measure();
  }, [height, virtual]);

  const point = useEvent((row: number, column: number) => {
    setActive({ row, column });
    virtual.scrollToIndex(row);
  });
  const mayEdit = (column: number) => object.rights.update && Boolean(columns[column] && writable(columns[column]));
  const edit = useEvent((row: number, column: number, typed?: string) => {
    const field = columns[column];
    const record = rows[row];
    if (!field || !record || !mayEdit(column)) return;
    setActive({ row, column });
    if (!editorsReady()) {
      ahead.current = { row, column, typed };
      void loadEditors().then(
        () => {
          const asked = ahead.current;
          ahead.current = null;
          if (asked) edit(asked.row, asked.column, asked.typed);
        },
        () => {
          ahead.current = null;
        },
      );
      return;
    }
    flushSync(() => setEditing({ row, column, start: record[field.name] }));
    if (typed !== undefined) typeInto(typed);
  });
  const stop = useEvent(() => {
    setEditing(null);
    box.current?.focus({ preventScroll: true });
  });
  const keep = useEvent(async (at: Editing, value: unknown, move: Move) => {
    const field = columns[at.column]!;
    const record = rows[at.row]!;
    if (move !== "stay") stop();
    else setEditing(null);
    if (move === "down") point(Math.min(rows.length - 1, at.row + 1), at.column);
    if (move === "right") point(at.row, Math.min(columns.length - 1, at.column + 1));
    if (move === "left") point(at.row, Math.max(0, at.column - 1));
    const next = value === "" ? null : value;
    if (JSON.stringify(next ?? null) === JSON.stringify(record[field.name] ?? null)) return;
    const error = await props.onSave(record, field, next);
    if (error) {
      setActive({ row: at.row, column: at.column });
      setEditing({ ...at, start: value, error });
    }
  });

  const select = useEvent((index: number, shift: boolean) => {
    const id = rows[index]!.id;
    if (shift && anchor.current !== null) {
      const [low, high] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
      selection.toggle(
        id,
        rows.slice(low, high + 1).map((row) => row.id),
      );
    } else selection.toggle(id);
    anchor.current = index;
  });
  const keys = useGridKeys({
    rows: rows.length,
    columns: columns.length,
    page: Math.max(1, Math.floor((box.current?.clientHeight ?? 600) / height) - 2),
    active,
    editing: Boolean(editing),
    ahead,
    point,
    edit,
    select,
    clear: (row, column) => {
      if (mayEdit(column) && !filled(columns[column]!)) void keep({ row, column, start: null }, null, "stay");
    },
    open: (row) => props.onOpen(rows[row]!),
    peek: (row) => props.onPeek(rows[row]!.id),
    leave: () => {
      if (open) return; // the peek closes, and the list is walked on
      if (selection.ids.size > 0 || selection.all) selection.clear();
      else setActive(null);
    },
  });

  // The peek follows the active row once it is open.
  const activeId = active ? rows[active.row]?.id : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a move of the active row counts
  useEffect(() => {
    if (open && activeId && activeId !== open) props.onPeek(activeId);
  }, [activeId]);

  const names = useMemo(() => ({ select: t("list.select"), peek: t("list.peek") }), [t]);
  const words = (row: Record, field: FieldSpec) => kindOf(field.kind).text(field, row[field.name], t);
  const onCopy = (event: ClipboardEvent) => {
    if (editing || String(getSelection())) return;
    const chosen = rows.filter((row) => selection.has(row.id));
    if (chosen.length > 0)
      event.clipboardData.setData(
        "text/plain",
        writeBlock(chosen.map((row) => columns.map((field) => words(row, field)))),
      );
    else if (active) event.clipboardData.setData("text/plain", words(rows[active.row]!, columns[active.column]!));
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (editing || !active || !object.rights.update) return;
    event.preventDefault();
    const block = parseBlock(event.clipboardData.getData("text/plain"));
    const pasted: Pasted[] = [];
    for (const [down, cells] of block.entries()) {
      const row = rows[active.row + down];
      if (!row) break;
      const values: Pasted["values"] = {};
      for (const [right, cell] of cells.entries()) {
        const field = columns[active.column + right];
        if (!field || !writable(field)) continue;
        const value = kindOf(field.kind).read(field, cell);
        if (value !== undefined) values[field.name] = value;
      }
      if (Object.keys(values).length > 0) pasted.push({ row, values });
    }
    if (pasted.length > 0) props.onPaste(pasted);
  };

  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const onPage = rows.filter((row) => selection.has(row.id)).length;
  return (
    <div
      ref={box}
      className="zg"
      role="grid"
      tabIndex={0}
      aria-label={object.label_plural}
      aria-rowcount={rows.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={active ? `cell-${active.row}-${active.column}` : undefined}
      data-stale={props.stale || undefined}
      onKeyDown={keys}
      onCopy={onCopy}
      onPaste={onPaste}
      onFocus={(event) =>
        event.target === box.current && !active && rows.length > 0 && setActive({ row: 0, column: 0 })
      }
    >
      <div className="zg-sheet" style={sizes}>
        <Header
          object={object}
          columns={columns}
          widths={widths}
          sort={props.sort}
          selected={onPage === 0 ? "none" : onPage === rows.length ? "page" : "some"}
          onSelectPage={(on) =>
            selection.page(
              rows.map((row) => row.id),
              on,
            )
          }
          onSort={props.onSort}
          onWidth={setWidth}
        />
        <div role="rowgroup" style={{ paddingTop: before, paddingBottom: after }}>
          {items.map((item) => {
            const row = rows[item.index]!;
            const here = active?.row === item.index ? active.column : null;
            const change = editing?.row === item.index ? editing : null;
            return (
              <Row
                key={row.id}
                words={names}
                object={object}
                columns={columns}
                row={row}
                index={item.index}
                selected={selection.has(row.id)}
                open={open === row.id}
                active={here}
                editor={
                  change && (
                    <InlineEditor
                      key={`${row.id}.${change.column}.${change.error ?? ""}`}
                      field={columns[change.column]!}
                      start={change.start}
                      error={change.error}
                      onKeep={(value, move) => void keep(change, value, move)}
                      onGiveUp={stop}
                    />
                  )
                }
                onPoint={point}
                onEdit={edit}
                onSelect={select}
                onPeek={props.onPeek}
                onOpen={props.onOpen}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
