/** A list of any object: tools, chips, table (cards on a phone), pages, and a peek beside it. */

import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { warmEditors } from "../../fields/parts.tsx";
import { useEvent, useKept, usePhone, useStill } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { composing } from "../../lib/keys.ts";
import { api } from "../../schema/api.ts";
import { pathOf } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { ask } from "../../ui/ask.tsx";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Popup.tsx";
import { FilterBar } from "../condition/FilterBar.tsx";
import { useDoings } from "../doings.ts";
import { useWrites } from "../useWrites.ts";
import { BulkBar } from "./BulkBar.tsx";
import { Cards } from "./Cards.tsx";
import { ColumnsMenu } from "./ColumnsMenu.tsx";
import { Grid, type Pasted } from "./Grid.tsx";
import "./list.css";
import { Pager } from "./Pager.tsx";
import { useSelection } from "./selection.ts";
import { columnsOf, type Density, type ListPatch, type ListState, queryOf } from "./state.ts";

interface Props {
  object: ObjectSpec;
  state: ListState;
  set: (patch: ListPatch) => void;
  tabs?: ReactNode;
  peek?: (id: number, step: (by: number) => void) => ReactNode;
  board?: ReactNode;
}

export function ListView({ object, state, set, tabs, peek, board }: Props) {
  const { t, language } = useWords();
  const phone = usePhone();
  const navigate = useNavigate();
  const doings = useDoings();
  const { save, batch } = useWrites(object);
  const selection = useSelection();
  const [density, setDensity] = useKept<Density>(`density.${object.name}`, state.density ?? "normal");
  const columns = useMemo(() => columnsOf(object, state.columns), [object, state.columns]);
  const names = useMemo(() => columns.map((one) => one.name), [columns]);
  const query = useMemo(() => queryOf(object, state, names), [object, state, names]);
  const list = useList(object.plural, query, !state.board);
  const rows = list.data?.rows ?? [];
  useEffect(warmEditors, []);

  const onSave = useEvent((row: Row, field: FieldSpec, value: unknown) => save(row, field, value));
  const onOpen = useEvent((row: Row) => void navigate(pathOf(object, row.id)));
  const onPeek = useEvent((id: number) => set({ open: id }));
  const onPaste = useEvent(async (pasted: Pasted[]) => {
    const cells = pasted.reduce((sum, one) => sum + Object.keys(one.values).length, 0);
    if (cells > 1) {
      const sure = await ask({ title: t("ask.paste", { cells, rows: pasted.length }), confirm: t("do.paste") });
      if (!sure) return;
    }
    await batch(
      { mode: "update", rows: pasted.map(({ row, values }) => ({ id: row.id, version: row.version, ...values })) },
      true,
    );
  });
  const step = useEvent((by: number) => {
    const at = rows.findIndex((row) => row.id === state.open);
    const next = rows[at + by];
    if (next) set({ open: next.id });
  });
  const chosen = selection.all || selection.ids.size > 0;
  const shown = { where: state.where, q: state.q || undefined, sort: state.sort, columns: names };

  return (
    <div className="zl">
      {tabs}
      {chosen ? (
        <BulkBar
          object={object}
          selection={selection}
          rows={rows}
          where={state.where}
          q={state.q}
          sort={state.sort}
          columns={names}
          count={list.data?.count}
        />
      ) : (
        <div className="zl-tools" role="toolbar" aria-label={t("list.tools")}>
          <Find
            key={object.name}
            q={state.q}
            label={t("list.find", { what: object.label_plural })}
            onFind={(q) => set({ q })}
          />
          <FilterBar kept object={object} where={state.where} onChange={(where) => set({ where })} />
          <span className="z-grow" />
          {object.board && (
            <IconButton
              icon={state.board ? "table" : "layout-kanban"}
              label={state.board ? t("list.as_table") : t("list.as_board")}
              onClick={() => set({ board: !state.board })}
            />
          )}
          {!phone && !state.board && (
            <ColumnsMenu
              object={object}
              columns={state.columns}
              density={density}
              onColumns={(next) => set({ columns: next })}
              onDensity={setDensity}
            />
          )}
          <Menu
            label={t("do.more")}
            button={(opener) => <IconButton icon="dots" label={t("do.more")} {...opener} />}
            lines={() => [
              object.rights.import && {
                label: t("do.import"),
                icon: "file-import",
                run: () => doings.bring(object),
              },
              object.rights.import && {
                label: t("do.import_template"),
                icon: "file-spreadsheet",
                run: () => location.assign(api.template(object.plural, language)),
              },
              object.rights.export && {
                label: t("do.export_shown"),
                icon: "download",
                run: () => doings.export(object, shown),
              },
              { label: t("do.refresh"), icon: "refresh", run: () => void list.refetch() },
            ]}
          />
          {object.rights.create && !phone && (
            <Button size="xs" leftSection={<Icon name="plus" size={15} />} onClick={() => doings.create(object)}>
              {t("do.new", { what: object.label })}
            </Button>
          )}
        </div>
      )}
      <div className="zl-body" style={{ position: "relative" }}>
        <div className="zl-main">
          {state.board ? (
            board
          ) : list.isPending ? (
            <div className="zg">
              <Bones rows={18} />
            </div>
          ) : list.isError && !list.data ? (
            <Fault fault={list.error} retry={() => list.refetch()} />
          ) : rows.length === 0 ? (
            <NoRows
              object={object}
              narrowed={Boolean(state.q || (state.where && state.changed))}
              view={Boolean(state.where)}
              onClear={() => set({ where: null, q: "" })}
            />
          ) : phone ? (
            <Cards object={object} columns={columns} rows={rows} />
          ) : (
            <Grid
              key={object.name}
              object={object}
              columns={columns}
              rows={rows}
              sort={state.sort}
              density={density}
              selection={selection}
              open={state.open}
              stale={list.isPlaceholderData}
              onSort={(sort) => set({ sort })}
              onOpen={onOpen}
              onPeek={onPeek}
              onSave={onSave}
              onPaste={onPaste}
            />
          )}
          {!state.board && (
            <Pager
              page={state.page}
              size={state.size}
              count={list.data?.count}
              more={Boolean(list.data?.next)}
              onPage={(page) => set({ page })}
              onSize={(size) => set({ size })}
            />
          )}
        </div>
        {state.open && peek && !phone && <aside className="zl-peek">{peek(state.open, step)}</aside>}
      </div>
    </div>
  );
}

function Find({ q, label, onFind }: { q: string; label: string; onFind: (q: string) => void }) {
  const [typed, setTyped] = useState(q);
  const busy = useRef(false);
  const still = useStill(typed, 160);
  const told = useRef(q);
  useEffect(() => {
    if (busy.current || still === told.current) return;
    told.current = still;
    onFind(still.trim());
  }, [still, onFind]);
  useEffect(() => {
    if (q !== told.current) {
      told.current = q;
      setTyped(q);
    }
  }, [q]);
  return (
    <div className="z-field zl-find">
      <Icon name="search" size={14} />
      <input
        placeholder={label}
        aria-label={label}
        value={typed}
        onCompositionStart={() => {
          busy.current = true;
        }}
        onCompositionEnd={(event) => {
          busy.current = false;
          setTyped(`${event.currentTarget.value}`);
        }}
        onKeyDown={(event) => event.key === "Escape" && !composing(event) && setTyped("")}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </div>
  );
}

interface NoRowsProps {
  object: ObjectSpec;
  /** By what one asked for oneself. */
  narrowed: boolean;
  /** By the view itself. */
  view: boolean;
  onClear: () => void;
}

function NoRows({ object, narrowed, view, onClear }: NoRowsProps) {
  const { t } = useWords();
  const doings = useDoings();
  if (narrowed)
    return (
      <div className="zl-main" style={{ background: "var(--z-panel)" }}>
        <Empty icon="search" title={t("list.none_match", { what: object.label })} text={t("list.none_match_text")}>
          <Button variant="default" size="xs" onClick={onClear}>
            {t("filter.clear")}
          </Button>
        </Empty>
      </div>
    );
  return (
    <div className="zl-main" style={{ background: "var(--z-panel)" }}>
      <Empty
        icon={object.icon}
        title={t(view ? "list.empty_view" : "list.empty", { what: object.label })}
        text={t(view ? "list.empty_view_text" : "list.empty_text", { what: object.label })}
      >
        {object.rights.create && (
          <Button size="xs" onClick={() => doings.create(object)}>
            {t("do.new", { what: object.label })}
          </Button>
        )}
        {object.rights.import && (
          <Button size="xs" variant="default" onClick={() => doings.bring(object)}>
            {t("do.import_file")}
          </Button>
        )}
      </Empty>
    </div>
  );
}
