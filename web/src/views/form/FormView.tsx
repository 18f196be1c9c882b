/** A form of any object from its spec: grouped fields, errors at the fields, what was typed stays. */

import {
  type ComponentType,
  type FormEvent,
  type ReactNode,
  Suspense,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { FieldInput } from "../../fields/parts.tsx";
import type { InputProps } from "../../fields/types.ts";
import { ApiError, type FieldFault } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { filled, titleOf, writable } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { refusedByRights, useDoings } from "../doings.ts";
import "./form.css";

export type Values = Record<string, unknown>;

/** An input that goes by what else the form holds, such as a class of the scheme that was chosen. */
export type OwnInput = ComponentType<InputProps & { values: Values }>;

interface Props {
  object: ObjectSpec;
  start: Values;
  /** Fields to leave out, such as the link to the record the form was opened from. */
  without?: string[];
  submitLabel: string;
  onSubmit: (changed: Values, all: Values) => Promise<void>;
  onCancel: () => void;
  onDirty?: (dirty: boolean) => void;
  /** In place of the input of their kind, by the names of fields. */
  inputs?: Readonly<Record<string, OwnInput>>;
  /** Above the fields, with what they hold and a way to fill them. */
  notice?: (values: Values, fill: (given: Values) => void) => ReactNode;
}

const WIDE = new Set(["long_text", "json", "birthday", "tags", "choices", "links", "file"]);

export function groupsOf(fields: FieldSpec[]): [string, FieldSpec[]][] {
  const groups = new Map<string, FieldSpec[]>();
  for (const field of fields) {
    const name = field.custom ? "custom" : field.group || "basic";
    groups.set(name, [...(groups.get(name) ?? []), field]);
  }
  return [...groups].sort(([one], [other]) => Number(other === "basic") - Number(one === "basic"));
}

export function startValues(object: ObjectSpec, given: Values = {}): Values {
  const known = object.fields.filter((one) => writable(one) && filled(one));
  // A switch that must be set one way or the other stands at "no", which is what it shows.
  const start = known.map((one) => [one.name, one.default ?? (one.kind === "boolean" ? false : undefined)]);
  return { ...Object.fromEntries(start.filter(([, value]) => value !== undefined)), ...given };
}

export const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

const recordOf = (object: ObjectSpec, { id, ...row }: Values) =>
  typeof id === "number" ? { id, title: titleOf(object, { id, version: 0, ...row }) } : undefined;

export function FormView(props: Props) {
  const { object, start, without = [], submitLabel, onSubmit, onCancel, onDirty, inputs, notice } = props;
  const { t } = useWords();
  const words = useFaultWords();
  const doings = useDoings();
  const [values, setValues] = useState<Values>(start);
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const [failed, setFailed] = useState<{ message: string; code: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const fields = useMemo(
    () => object.fields.filter((one) => writable(one) && !without.includes(one.name) && one.kind !== "json"),
    [object, without],
  );
  const changed = Object.fromEntries(Object.entries(values).filter(([name, value]) => !same(value, start[name])));
  const dirty = Object.keys(changed).length > 0;
  useEffect(() => onDirty?.(dirty), [dirty, onDirty]);

  const set = (name: string, value: unknown) => {
    setValues((before) => ({ ...before, [name]: value === "" ? null : value }));
    setFaults(({ [name]: _gone, ...rest }) => rest);
  };
  const fill = (given: Values) => {
    for (const [name, value] of Object.entries(given)) set(name, value);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const missing = fields.filter(
      (one) => filled(one) && one.kind !== "code" && (values[one.name] === null || values[one.name] === undefined),
    );
    if (missing.length > 0) {
      setFaults(
        Object.fromEntries(missing.map((one) => [one.name, { code: "required", message: t("form.required") }])),
      );
      point(missing[0]!.name);
      return;
    }
    setBusy(true);
    setFailed(null);
    try {
      await onSubmit(changed, values);
    } catch (fault) {
      if (fault instanceof ApiError && Object.keys(fault.fields).length > 0) {
        setFaults(fault.fields);
        point(Object.keys(fault.fields)[0]!);
        const elsewhere = Object.entries(fault.fields).filter(([name]) => !fields.some((one) => one.name === name));
        if (elsewhere.length > 0)
          setFailed({ message: elsewhere.map(([, one]) => one.message).join(" "), code: fault.code });
      } else setFailed(words(fault));
    } finally {
      setBusy(false);
    }
  };
  const point = (name: string) =>
    requestAnimationFrame(() => {
      const place = form.current?.querySelector<HTMLElement>(`[data-field="${name}"]`);
      place?.querySelector<HTMLElement>("input, textarea")?.focus({ preventScroll: true });
      place?.scrollIntoView({ block: "center" });
    });

  const groups = groupsOf(fields);
  let first = true;
  return (
    <form ref={form} className="zf" onSubmit={submit} noValidate>
      <div className="zf-body">
        {failed && (
          <div className="zf-failed" role="alert">
            <Icon name="alert-triangle" size={16} />
            <span className="z-grow">{failed.message}</span>
            <span className="z-num z-quiet">{failed.code}</span>
            {refusedByRights(failed.code) && (
              <Button size="xs" variant="subtle" onClick={() => doings.why(object, recordOf(object, start))}>
                {t("access.why")}
              </Button>
            )}
          </div>
        )}
        {notice && <div className="zf-notice">{notice(values, fill)}</div>}
        {groups.map(([group, members]) => (
          <section key={group} className="zf-group">
            {groups.length > 1 && group !== "basic" && <h3>{t(`form.groups.${group}`, { defaultValue: group })}</h3>}
            <div className="zf-grid">
              {members.map((field) => {
                const auto = first;
                first = false;
                return (
                  <FormField
                    key={field.name}
                    field={field}
                    value={values[field.name]}
                    values={values}
                    own={inputs?.[field.name]}
                    fault={faults[field.name]}
                    autoFocus={auto}
                    onChange={(value) => set(field.name, value)}
                  />
                );
              })}
            </div>
          </section>
        ))}
      </div>
      <div className="zf-foot">
        <Button variant="default" onClick={onCancel}>
          {t("do.cancel")}
        </Button>
        <Button type="submit" loading={busy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}

interface FieldProps {
  field: FieldSpec;
  value: unknown;
  fault?: FieldFault;
  autoFocus?: boolean;
  onChange: (value: unknown) => void;
  own?: OwnInput;
  values?: Values;
}

export function FormField({ field, value, fault, autoFocus, onChange, own: Own, values = {} }: FieldProps) {
  const id = useId();
  const note = fault?.message ?? field.help;
  const given: InputProps = {
    id,
    field,
    value,
    onChange,
    autoFocus,
    invalid: Boolean(fault),
    describedBy: note ? `${id}-note` : undefined,
  };
  return (
    <div className={`zf-field ${WIDE.has(field.kind) ? "zf-wide" : ""}`} data-field={field.name}>
      <label htmlFor={id}>
        {field.label}
        {filled(field) && field.kind !== "code" && (
          <span aria-hidden="true" className="zf-star">
            *
          </span>
        )}
      </label>
      {Own ? (
        <Suspense fallback={<div className="z-bone" style={{ height: 32 }} />}>
          <Own {...given} values={values} />
        </Suspense>
      ) : (
        <FieldInput {...given} />
      )}
      {note && (
        <div id={`${id}-note`} className={fault ? "zf-fault" : "zf-help"} role={fault ? "alert" : undefined}>
          {note}
        </div>
      )}
    </div>
  );
}
