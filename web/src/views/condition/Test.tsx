/** One test: what is asked, operator, value. */

import { FieldFilter } from "../../fields/parts.tsx";
import { useWords } from "../../lib/i18n.ts";
import {
  type Condition,
  fieldAt,
  type Leaf,
  opWord,
  type Test,
  takesList,
  takesValue,
} from "../../schema/condition.ts";
import { useMeta } from "../../schema/meta.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Select } from "../../ui/mantine.ts";
import { DeedEditor, RelatedEditor, SetEditor } from "./Counted.tsx";
import { fieldChoices, withCurrent } from "./choices.ts";
import { nameOf, startTest, startValue } from "./start.ts";
import { useTerms } from "./terms.ts";

interface Props<C> {
  object: ObjectSpec;
  test: C;
  onChange: (next: Condition) => void;
  compact?: boolean;
}

export function TestEditor({ object, test, onChange, compact }: Props<Leaf>) {
  const { t } = useWords();
  const meta = useMeta();
  const terms = useTerms(object);
  const name = nameOf(test);
  const choices = fieldChoices(meta, object, terms, t);
  return (
    <div className={compact ? "z-col" : "z-row z-wrap"} style={{ gap: 6, flex: 1 }}>
      <Select
        aria-label={t("filter.field")}
        data={
          name ? withCurrent(choices, name, fieldAt(meta, object, name)?.label ?? name.replace(/^[@!#]/, "")) : choices
        }
        searchable
        openOnFocus={false}
        allowDeselect={false}
        value={name}
        w={compact ? undefined : 190}
        maxDropdownHeight={300}
        onChange={(next) => next && onChange(startTest(meta, object, next))}
      />
      {"related" in test ? (
        <RelatedEditor object={object} test={test} onChange={onChange} />
      ) : "did" in test ? (
        <DeedEditor test={test} onChange={onChange} />
      ) : "field" in test ? (
        <FieldTest object={object} test={test} onChange={onChange} compact={compact} />
      ) : (
        <SetEditor test={test} onChange={onChange} />
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
