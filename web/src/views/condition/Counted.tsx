/** Tests that count: related records, what somebody did; and whether a record is in a segment. */

import { useWords } from "../../lib/i18n.ts";
import type { Condition, Deed, InSet, RelatedTest } from "../../schema/condition.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { NumberInput, Select } from "../../ui/mantine.ts";

const COMPARE = [">=", ">", "=", "!=", "<=", "<"];
const SPANS = ["7d", "30d", "90d", "180d", "1y"];
const NUMBERS = ["integer", "decimal", "money"];

interface Props<C> {
  test: C;
  onChange: (next: Condition) => void;
}

export function RelatedEditor({ object, test, onChange }: Props<RelatedTest> & { object: ObjectSpec }) {
  const { t } = useWords();
  const meta = useMeta();
  const target = objectNamed(meta, object.related.find((one) => one.name === test.related)?.object);
  const numbers = (target?.fields ?? []).filter((one) => NUMBERS.includes(one.kind) && !one.system);
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
        value={test.measure ?? "count"}
        onChange={(measure) => measure && onChange({ ...test, measure })}
      />
      <Compare op={test.op} onChange={(op) => onChange({ ...test, op })} />
      <NumberInput
        aria-label={t("filter.value")}
        w={90}
        value={(test.value as number) ?? ""}
        onChange={(value) => onChange({ ...test, value: value === "" ? "" : Number(value) })}
      />
      <Within span={test.within} onChange={(within) => onChange({ ...test, within })} />
    </>
  );
}

const NEVER = "never";

/** How often somebody did something; not at all is a choice of its own, since that is what people ask. */
export function DeedEditor({ test, onChange }: Props<Deed>) {
  const { t } = useWords();
  const { op, value } = test.times ?? { op: ">=", value: 1 };
  const never = op === "=" && value === 0;
  const put = (times: Deed["times"]) => onChange({ ...test, times });
  return (
    <>
      <Compare
        op={never ? NEVER : op}
        more={[{ value: NEVER, label: t("filter.never") }]}
        width={110}
        onChange={(next) => put(next === NEVER ? { op: "=", value: 0 } : { op: next, value: never ? 1 : value })}
      />
      {!never && (
        <NumberInput
          aria-label={t("filter.times")}
          w={90}
          min={0}
          allowDecimal={false}
          suffix={t("filter.times_unit")}
          value={value ?? ""}
          onChange={(next) => put({ op, value: next === "" ? undefined : Number(next) })}
        />
      )}
      <Within span={test.within} onChange={(within) => onChange({ ...test, within })} />
    </>
  );
}

export function SetEditor({ test, onChange }: Props<InSet | { not: InSet }>) {
  const { t } = useWords();
  const set = "in" in test ? test : test.not;
  return (
    <Select
      aria-label={t("filter.op")}
      w={120}
      allowDeselect={false}
      data={[
        { value: "in", label: t("filter.in_segment") },
        { value: "out", label: t("filter.not_in_segment") },
      ]}
      value={"in" in test ? "in" : "out"}
      onChange={(how) => onChange(how === "out" ? { not: set } : set)}
    />
  );
}

interface CompareProps {
  op: string;
  onChange: (op: string) => void;
  more?: { value: string; label: string }[];
  width?: number;
}

function Compare({ op, onChange, more = [], width = 80 }: CompareProps) {
  const { t } = useWords();
  const meta = useMeta();
  return (
    <Select
      aria-label={t("filter.op")}
      w={width}
      allowDeselect={false}
      data={[...COMPARE.map((one) => ({ value: one, label: meta.ops[one] ?? one })), ...more]}
      value={op}
      onChange={(next) => next && onChange(next)}
    />
  );
}

interface WithinProps {
  span: string | undefined;
  onChange: (span: string | undefined) => void;
  label?: string;
}

/** The last days that count, or all the time; one that is written otherwise stays to be chosen. */
export function Within({ span, onChange, label }: WithinProps) {
  const { t } = useWords();
  const spans = !span || SPANS.includes(span) ? SPANS : [...SPANS, span];
  const said = (one: string) => `${one.slice(0, -1)} ${t(`filter.units.${one.slice(-1)}`)}`;
  return (
    <Select
      label={label}
      aria-label={label ? undefined : t("filter.within")}
      w={130}
      data={[
        { value: "", label: t("filter.ever") },
        ...spans.map((one) => ({ value: one, label: t("filter.last", { span: said(one) }) })),
      ]}
      value={span ?? ""}
      allowDeselect={false}
      onChange={(next) => onChange(next || undefined)}
    />
  );
}
