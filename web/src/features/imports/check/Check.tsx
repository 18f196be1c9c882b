/** The check before an import: how it stands, what is wrong and where, and the rows to be mended. */
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useWords } from "../../../lib/i18n.ts";
import { grouped } from "../../../lib/numbers.ts";
import { api, type ImportCell } from "../../../schema/api.ts";
import type { ImportCheck, ImportRow } from "../../../schema/types.ts";
import { Button } from "../../../ui/Button.tsx";
import { Bones, Fault, useFaultWords } from "../../../ui/Faces.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { toast } from "../../../ui/toast.tsx";
import { CheckGrid } from "./Grid.tsx";
import { type Filter, putIn, useCheck } from "./useRows.ts";

interface Props {
  upload: string;
  busy: boolean;
  onRun: () => void;
  /** From now on a value of a column stands for another: whoever goes back to the columns finds it there. */
  onAlike: (column: number, was: string, now: string) => void;
  /** Absent when the columns are not at hand any more. */
  onColumns?: () => void;
  onBack: () => void;
}

interface Alike {
  row: number;
  column: number;
  was: string;
  now: string;
}

const ALL: Filter = {};
const WRONG: Filter = { wrong: 1 };
const OUTCOMES = ["created", "updated", "unchanged", "refused", "skipped"] as const;

export function Check({ upload, busy, onRun, onAlike, onColumns, onBack }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const query = useCheck(upload);
  const [filter, setFilter] = useState<Filter>(ALL);
  const [at, setAt] = useState<{ row: ImportRow | undefined; column: number } | null>(null);
  const [alike, setAlike] = useState<Alike | null>(null);
  const told = query.data;
  const fieldsAt = useMemo(() => fieldsOf(told), [told]);
  if (query.isError) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!told) return <Bones rows={9} />;

  const tell = (fault: unknown) => {
    const { message, code } = words(fault);
    toast({ text: message, code, bad: true });
  };
  const mend = async (cells: ImportCell[], was: string) => {
    try {
      const { rows, ...now } = await api.importMend(upload, cells);
      putIn(client, upload, { ...now, rows: told.rows }, rows);
      const [one] = cells;
      setAlike(cells.length === 1 && one && was ? { row: one.row, column: one.column, was, now: one.value } : null);
      setAt((before) => before && { ...before, row: rows.find((row) => row.row === before.row?.row) ?? before.row });
    } catch (fault) {
      tell(fault);
    }
  };
  const mendAlike = async ({ row, column, was, now }: Alike) => {
    try {
      putIn(client, upload, await api.importAlike(upload, { row, column, value: was, instead: now }), []);
      onAlike(column, was, now);
      setAlike(null);
      setAt(null);
    } catch (fault) {
      tell(fault);
    }
  };
  const choose = async (row: number, way: "only" | "out" | "in") => {
    try {
      const { rows, ...now } = await api.importChoose(upload, row, way);
      putIn(client, upload, { ...now, rows: told.rows }, rows);
      setAlike(null);
      setAt((before) => before && { ...before, row: rows.find((one) => one.row === row) ?? before.row });
    } catch (fault) {
      tell(fault);
    }
  };
  const goOn = async () => {
    try {
      putIn(client, upload, await api.importCheck(upload, told.plan), []);
    } catch (fault) {
      tell(fault);
    }
  };
  const { counts } = told;
  const going = (counts.created ?? 0) + (counts.updated ?? 0);
  const header = (column: number) => told.columns.find((one) => one.index === column);
  const reasons =
    at?.row && (fieldsAt.get(at.column) ?? []).map((name) => at.row!.errors[name]?.message).filter(Boolean);
  const shown = new Set([...fieldsAt.values()].flat());
  const elsewhere = Object.entries(at?.row?.errors ?? {}).flatMap(([name, one]) =>
    shown.has(name) ? [] : [one.message],
  );
  return (
    <div className="z-col zi-check">
      <section className="z-panel zi-state" aria-live="polite">
        <div className="zi-tally">
          {OUTCOMES.map((one) => (
            <span key={one} data-kind={counts[one] ? one : undefined}>
              <span className="z-quiet">{t(`imports.check.outcome.${one}`)}</span>{" "}
              <strong className="z-num">{grouped(counts[one] ?? 0)}</strong>
            </span>
          ))}
          <span className="z-grow" />
          {told.stopped ? (
            <Button size="xs" variant="default" onClick={() => void goOn()}>
              {t("imports.check.go_on")}
            </Button>
          ) : told.done ? (
            <span className="z-quiet">{t("imports.check.done", { n: grouped(told.rows) })}</span>
          ) : (
            <span className="z-quiet z-num">
              {t("imports.check.going", { n: grouped(told.checked), total: grouped(told.total) })}
            </span>
          )}
        </div>
        {!told.done && (
          <div className="z-bar" role="progressbar" aria-valuenow={told.checked} aria-valuemax={told.total}>
            <div style={{ width: `${told.total ? (100 * told.checked) / told.total : 0}%` }} />
          </div>
        )}
        <div className="zi-reasons" role="group" aria-label={t("imports.check.reasons")}>
          <Reason on={filter === ALL} onClick={() => setFilter(ALL)} label={t("imports.check.all")} count={told.rows} />
          <Reason
            on={filter === WRONG}
            onClick={() => setFilter(WRONG)}
            label={t("imports.check.wrong")}
            count={counts.refused ?? 0}
          />
          {told.problems.map((one) => (
            <Reason
              key={`${one.field} ${one.code}`}
              on={filter.field === one.field && filter.code === one.code}
              onClick={() => setFilter({ field: one.field, code: one.code })}
              label={`${one.label ? `${one.label}: ` : ""}${one.message}`}
              count={one.count}
            />
          ))}
        </div>
      </section>
      <section className="z-panel zi-sheet">
        <CheckGrid
          told={told}
          filter={filter}
          fieldsAt={fieldsAt}
          onMend={(cells, was) => void mend(cells, was)}
          onPoint={(row, column) => setAt({ row, column })}
        />
        <div className="zi-foot" aria-live="polite">
          {alike ? (
            <>
              <span className="z-clip">
                {t("imports.check.changed", {
                  column: header(alike.column)?.label ?? "",
                  was: alike.was,
                  now: alike.now,
                })}
              </span>
              <Button size="xs" variant="default" onClick={() => void mendAlike(alike)}>
                {t("imports.check.alike", { was: alike.was.slice(0, 20) })}
              </Button>
            </>
          ) : at?.row && (at.row.left_out || at.row.first !== null) ? (
            <Equal row={at.row} onChoose={(way) => void choose(at.row!.row, way)} />
          ) : reasons?.length || elsewhere.length ? (
            <span className="zi-why">
              <Icon name="alert-triangle" size={14} /> {[...(reasons ?? []), ...elsewhere].join(" ")}
            </span>
          ) : (
            <span className="z-quiet">{t("imports.check.help")}</span>
          )}
        </div>
      </section>
      <div className="z-row z-wrap">
        <Button variant="default" onClick={onColumns ?? onBack}>
          {t(onColumns ? "imports.check.columns" : "imports.other_file")}
        </Button>
        <span className="z-grow z-quiet" style={{ textAlign: "right" }}>
          {told.mended > 0 && t("imports.check.mended", { n: grouped(told.mended) })}
        </span>
        <Button loading={busy} disabled={told.rows === 0 || told.job !== null} onClick={onRun}>
          {told.done ? t("imports.run_n", { n: grouped(going) }) : t("imports.run")}
        </Button>
      </div>
    </div>
  );
}

/** Of rows that are the same in what only one may have: which goes in. */
function Equal({ row, onChoose }: { row: ImportRow; onChoose: (way: "only" | "out" | "in") => void }) {
  const { t } = useWords();
  const [why] = Object.values(row.errors);
  if (row.left_out)
    return (
      <>
        <span className="z-quiet">{t("imports.check.left_out")}</span>
        <Button size="xs" variant="default" onClick={() => onChoose("in")}>
          {t("imports.check.back_in")}
        </Button>
      </>
    );
  return (
    <>
      <span className={why ? "zi-why" : "z-quiet"}>{why?.message ?? t("imports.check.first")}</span>
      <Button size="xs" variant="default" onClick={() => onChoose("only")}>
        {t("imports.check.only")}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={() => onChoose("out")}>
        {t("imports.check.leave_out")}
      </Button>
    </>
  );
}

/** Which fields each column of the file brings. */
function fieldsOf(told: ImportCheck | undefined): Map<number, string[]> {
  const found = new Map<number, string[]>();
  const put = (column: number, field: string) => {
    const known = found.get(column) ?? [];
    if (!known.includes(field)) found.set(column, [...known, field]);
  };
  for (const one of told?.columns ?? []) if (one.field && !one.made) put(one.index, one.field);
  for (const one of told?.problems ?? []) for (const column of one.columns) put(column, one.field);
  return found;
}

interface ReasonProps {
  on: boolean;
  label: string;
  count: number;
  onClick: () => void;
}

function Reason({ on, label, count, onClick }: ReasonProps) {
  return (
    <button type="button" className="zi-reason" aria-pressed={on} title={label} onClick={onClick}>
      <span className="z-clip">{label}</span> <span className="z-num">{grouped(count)}</span>
    </button>
  );
}
