/** One test: field, operator, value. */

import { FieldFilter } from "../../fields/parts.tsx";
import type { Words } from "../../fields/types.ts";
import { useWords } from "../../lib/i18n.ts";
import {
  type Condition,
  fieldAt,
  isRelated,
  opWord,
  type RelatedTest,
  type Test,
  takesList,
  takesValue,
} from "../../schema/condition.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import type { Meta, ObjectSpec } from "../../schema/types.ts";
import { NumberInput, Select } from "../../ui/mantine.ts";
import { startTest, startValue } from "./start.ts";

interface Choice {
  group: string;
  items: { value: string; label: string }[];
}

/** Own fields, fields of linked records, and the records that link here. */
export function fieldChoices(meta: Meta, object: ObjectSpec, t: Words): Choice[] {
  const own = object.fields.filter((one) => one.ops.length > 0);
  const groups: Choice[] = [{ group: object.label, items: own.map((one) => ({ value: one.name, label: one.label })) }];
  for (const link of own.filter((one) => one.kind === "link" || one.kind === "person")) {
    const target = objectNamed(meta, link.to);
    if (!target || target.settings) continue;
    groups.push({
      group: link.label,
      items: target.fields
        .filter((one) => one.ops.length > 0 && one.kind !== "json")
        .map((one) => ({ value: `${link.name}.${one.name}`, label: `${link.label} · ${one.label}` })),
    });
  }
  if (object.related.length > 0)
    groups.push({
      group: t("filter.related"),
      items: object.related.map((one) => ({ value: `@${one.name}`, label: `${one.label} · ${t("filter.count")}` })),
    });
  return groups;
}

interface Props<C> {
  object: ObjectSpec;
  test: C;
  onChange: (next: Condition) => void;
  compact?: boolean;
}

export function TestEditor({ object, test, onChange, compact }: Props<Test | RelatedTest>) {
  const { t } = useWords();
  const meta = useMeta();
  const name = isRelated(test) ? `@${test.related}` : test.field;
  return (
    <div className={compact ? "z-col" : "z-row z-wrap"} style={{ gap: 6, flex: 1 }}>
      <Select
        aria-label={t("filter.field")}
        data={fieldChoices(meta, object, t)}
        searchable
        openOnFocus={false}
        allowDeselect={false}
        value={name}
        w={compact ? undefined : 190}
        maxDropdownHeight={300}
        onChange={(next) => next && onChange(startTest(meta, object, next))}
      />
      {isRelated(test) ? (
        <RelatedEditor object={object} test={test} onChange={onChange} />
      ) : (
        <FieldTest object={object} test={test} onChange={onChange} compact={compact} />
      )}
    </div>
  );
}

function FieldTest({ object, test, onChange, compact }: Props<Test>) {
  const { t } = useWords();
  const meta = useMeta();
  const field = fieldAt(meta, object, test.field)?.field;
  if (!field) return <span style={{ color: "var(--z-danger)" }}>{t("filter.unknown", { field: test.field })}</span>;
  const setOp = (op: string | null) => {
    if (!op) return;
    const before =
      takesList(test.op) === takesList(op) && takesValue(test.op) && test.op !== "between" && op !== "between";
    const spans = ["within", "next"].includes(op) !== ["within", "next"].includes(test.op);
    onChange({
      field: test.field,
      op,
      value: takesValue(op) ? (before && !spans ? test.value : startValue(op)) : undefined,
    });
  };
  return (
    <>
      <Select
        aria-label={t("filter.op")}
        data={field.ops.map((op) => ({ value: op, label: opWord(meta, field, op) }))}
        allowDeselect={false}
        value={test.op}
        w={compact ? undefined : 120}
        onChange={setOp}
      />
      {takesValue(test.op) && (
        <div style={{ flex: 1, minWidth: 160 }}>
          <FieldFilter
            field={field}
            op={test.op}
            value={test.value}
            onChange={(value) => onChange({ ...test, value })}
          />
        </div>
      )}
      {field.secret && (
        <p className="z-quiet z-filter-hint">
          {t(`filter.secret.${SECRET_HINTS.has(field.kind) ? field.kind : "other"}`)}
        </p>
      )}
    </>
  );
}

const SECRET_HINTS = new Set(["phone", "email"]);
const COMPARE = [">=", ">", "=", "!=", "<=", "<"];

function RelatedEditor({ object, test, onChange }: Props<RelatedTest>) {
  const { t } = useWords();
  const meta = useMeta();
  const target = objectNamed(meta, object.related.find((one) => one.name === test.related)?.object);
  const numbers = (target?.fields ?? []).filter((one) => ["integer", "decimal", "money"].includes(one.kind));
  const measures = [
    { value: "count", label: t("filter.count") },
    ...numbers.flatMap((one) =>
      ["sum", "max", "min", "avg"].map((how) => ({
        value: `${how}:${one.name}`,
        label: `${one.label} · ${t(`filter.measure.${how}`)}`,
      })),
    ),
  ];
  return (
    <>
      <Select
        aria-label={t("filter.measures")}
        w={140}
        allowDeselect={false}
        data={measures}
        value={test.measure}
        onChange={(measure) => measure && onChange({ ...test, measure })}
      />
      <Select
        aria-label={t("filter.op")}
        w={80}
        allowDeselect={false}
        data={COMPARE.map((op) => ({ value: op, label: meta.ops[op] ?? op }))}
        value={test.op}
        onChange={(op) => op && onChange({ ...test, op })}
      />
      <NumberInput
        aria-label={t("filter.value")}
        w={90}
        value={(test.value as number) ?? ""}
        onChange={(value) => onChange({ ...test, value: value === "" ? "" : Number(value) })}
      />
      <Select
        aria-label={t("filter.within")}
        w={130}
        data={[
          { value: "", label: t("filter.ever") },
          ...["7d", "30d", "90d", "1y"].map((one) => ({
            value: one,
            label: t("filter.last", { span: t(`filter.span.${one}`) }),
          })),
        ]}
        value={test.within ?? ""}
        allowDeselect={false}
        onChange={(within) => onChange({ ...test, within: within || undefined })}
      />
    </>
  );
}
