/** What the editors of all kinds are made of: sections, rows in an order, the choice of a class, faults at their place. */
import { createContext, type KeyboardEvent, type ReactNode, useContext, useState } from "react";
import { useWords } from "../../../lib/i18n.ts";
import { type Condition, complete, tidy } from "../../../schema/condition.ts";
import { useMeta } from "../../../schema/meta.ts";
import { MEASURE, measureFields } from "../../../schema/roles.ts";
import type { ObjectSpec } from "../../../schema/types.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dot } from "../../../ui/Chip.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { Select } from "../../../ui/mantine.ts";
import { startTest } from "../../../views/condition/start.ts";
import TreeModal from "../../../views/condition/TreeModal.tsx";
import { useConditionWords } from "../../../views/condition/words.ts";
import { type ClassOf, labelOf } from "../definition.ts";

/** What the server found wrong with the draft, and where in it. */
export interface DraftFault {
  path: string;
  message: string;
}
export const FaultContext = createContext<DraftFault | null>(null);

/** The words of the fault at a place: just there, or anywhere within it. */
export function useFaultAt(path: string, within = false): string | undefined {
  const fault = useContext(FaultContext);
  if (!fault) return undefined;
  const here = fault.path === path || (within && fault.path.startsWith(`${path}.`));
  return here ? fault.message : undefined;
}

export function FaultAt({ path, within }: { path: string; within?: boolean }) {
  const words = useFaultAt(path, within);
  return words ? (
    <div role="alert" className="zs-wrong">
      {words}
    </div>
  ) : null;
}

/** `paths`: where in the definition it is; a fault of the whole is told under its head. */
export function Section({
  title,
  help,
  path,
  tools,
  children,
}: {
  title: string;
  help?: string;
  path?: string;
  tools?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="zs-section" aria-label={title}>
      <div className="z-row z-wrap">
        <h3 className="zs-h3">{title}</h3>
        <span className="z-quiet z-grow">{help}</span>
        {tools}
      </div>
      {path && <FaultAt path={path} />}
      {children}
    </section>
  );
}

interface RowsProps<T> {
  rows: readonly T[];
  /** What a row is called, for those who hear it. */
  label: (row: T, at: number) => string;
  path: string;
  onChange: (next: T[]) => void;
  children: (row: T, put: (part: Partial<T>) => void, at: number) => ReactNode;
  onDrop?: (row: T) => void;
  fixed?: boolean;
}

/** Rows in an order that means something: moved by their buttons, or with Alt and the arrows. */
export function Rows<T>({ rows, label, path, onChange, children, onDrop, fixed }: RowsProps<T>) {
  const { t } = useWords();
  const move = (at: number, by: number) => {
    const to = at + by;
    if (to < 0 || to >= rows.length) return;
    const next = [...rows];
    const [one] = next.splice(at, 1);
    next.splice(to, 0, one!);
    onChange(next);
  };
  const key = (event: KeyboardEvent<HTMLElement>, at: number) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (!event.altKey || by === 0) return;
    event.preventDefault();
    move(at, by);
    // Rows have no names of their own: the place stays, so the focus goes with what was moved.
    const [list, from] = [event.currentTarget.parentElement, event.target as HTMLElement];
    const nth = [...event.currentTarget.querySelectorAll("input, button")].indexOf(from);
    list?.children[at + by]?.querySelectorAll<HTMLElement>("input, button")[nth]?.focus();
  };
  return (
    <ol className="zs-rows">
      {rows.map((row, at) => (
        <li key={at} onKeyDown={(event) => key(event, at)}>
          <div className="zs-row">
            {children(
              row,
              (part) => onChange(rows.map((one, index) => (index === at ? { ...one, ...part } : one))),
              at,
            )}
            <span className="zs-tools">
              {!fixed &&
                ([-1, 1] as const).map((by) => (
                  <IconButton
                    key={by}
                    icon={by < 0 ? "arrow-up" : "arrow-down"}
                    size={24}
                    iconSize={14}
                    hint={by < 0 ? "Alt ↑" : "Alt ↓"}
                    label={`${t(by < 0 ? "classes.up" : "classes.down")} ${label(row, at)}`}
                    disabled={by < 0 ? at === 0 : at === rows.length - 1}
                    onClick={() => move(at, by)}
                  />
                ))}
              <IconButton
                icon="x"
                size={24}
                iconSize={14}
                label={`${t("do.remove")} ${label(row, at)}`}
                onClick={() => (onDrop ? onDrop(row) : onChange(rows.filter((_, index) => index !== at)))}
              />
            </span>
          </div>
          <FaultAt path={`${path}.${at}`} within />
        </li>
      ))}
    </ol>
  );
}

export function Add({ label, onClick, disabled }: { label: string; onClick: () => void; disabled?: boolean }) {
  return (
    <Button
      size="xs"
      variant="subtle"
      leftSection={<Icon name="plus" size={14} />}
      onClick={onClick}
      disabled={disabled}
    >
      {label}
    </Button>
  );
}

interface PickProps {
  classes: readonly ClassOf[];
  value: string | null;
  onChange: (code: string | null) => void;
  label: string;
  /** Whether there may be none. */
  none?: boolean;
  width?: number;
  path?: string;
}

export function PickClass({ classes, value, onChange, label, none, width = 170, path = "" }: PickProps) {
  const { t, language } = useWords();
  const fault = useFaultAt(path);
  const known = classes.some((one) => one.code === value);
  const data = classes.map((one) => ({ value: one.code, label: labelOf(one, language) }));
  return (
    <Select
      aria-label={label}
      w={width}
      allowDeselect={false}
      placeholder={t("classes.choose")}
      leftSection={<Dot color={classes.find((one) => one.code === value)?.color} />}
      data={none ? [...data, { value: "", label: t("classes.unclassified") }] : data}
      value={known ? value : none && value === null ? "" : null}
      error={Boolean(fault)}
      onChange={(next) => onChange(next || null)}
    />
  );
}

/** A measure of an object by its code; `of`: which kinds of values will do. */
export function PickMeasure({
  object,
  value,
  onChange,
  label,
  moment = false,
  path,
}: {
  object: ObjectSpec;
  value: string;
  onChange: (code: string) => void;
  label: string;
  moment?: boolean;
  path: string;
}) {
  const { t } = useWords();
  const fault = useFaultAt(path);
  const fit = measureFields(object).filter((one) => (one.kind === "datetime") === moment);
  return (
    <Select
      label={label}
      searchable
      allowDeselect={false}
      placeholder={t("classes.choose_measure")}
      nothingFoundMessage={t("classes.no_measure")}
      data={fit.map((one) => ({ value: one.name.slice(MEASURE.length), label: one.label }))}
      value={value || null}
      error={fault}
      onChange={(next) => next && onChange(next)}
    />
  );
}

/** A condition in words; a press opens it. */
export function Where({
  object,
  value,
  onChange,
}: {
  object: ObjectSpec;
  value: Condition | null;
  onChange: (next: Condition) => void;
}) {
  const { t } = useWords();
  const meta = useMeta();
  const [open, setOpen] = useState(value === null);
  const first = measureFields(object)[0]?.name ?? object.fields.find((one) => one.ops.length > 0)?.name ?? "id";
  return (
    <>
      <button type="button" className="z-plain zs-where" onClick={() => setOpen(true)}>
        {value && complete(value) ? (
          <Words where={value} object={object} />
        ) : (
          <span className="z-quiet">{t("classes.where_none")}</span>
        )}
      </button>
      {open && (
        <TreeModal
          object={object}
          where={value ?? startTest(meta, object, first)}
          title={t("classes.where")}
          onChange={(next) => next && onChange(tidy(next))}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function Words({ where, object }: { where: Condition; object: ObjectSpec }) {
  return <>{useConditionWords(where, object)}</>;
}
