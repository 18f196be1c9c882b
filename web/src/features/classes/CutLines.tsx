/** Where values are cut: of each measure, from which value the next band begins. */
import { dayOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { fieldNamed } from "../../schema/meta.ts";
import { MEASURE } from "../../schema/roles.ts";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";
import { type AbcSaid, type Definition, DIGITS, PART, type RfmSaid } from "./definition.ts";

interface Props {
  object: ObjectSpec;
  kind: string;
  said: Definition;
  cuts: Record<string, unknown>;
}

/** A cut as people read it: of a moment its day; quantiles lie a hair above the value that somebody has. */
function written(value: number, field: FieldSpec | undefined): string {
  if (field?.kind === "datetime") return dayOf(new Date(value * 1000));
  return grouped(Number(value.toFixed(2)));
}

export function CutLines({ object, kind, said, cuts }: Props) {
  const { t } = useWords();
  const field = (code: string) => fieldNamed(object, MEASURE + code);
  const rows =
    kind === "rfm"
      ? DIGITS.map((digit) => ({ key: digit, field: field((said as RfmSaid)[PART[digit]]), sign: digit.toUpperCase() }))
      : kind === "abc"
        ? [{ key: "abc", field: field((said as AbcSaid).measure), sign: "" }]
        : [];
  const told = rows.flatMap((row) => {
    const values = cuts[row.key];
    return Array.isArray(values) && values.length > 0 ? [{ ...row, values: values as number[] }] : [];
  });
  if (told.length === 0) return null;
  const sign = kind === "abc" || (said as RfmSaid).cuts ? "≥" : ">";
  return (
    <dl className="zs-cuts">
      {told.map((row) => (
        <div key={row.key}>
          <dt className="z-quiet">
            {row.sign} {row.field?.label}
          </dt>
          <dd className="z-num">
            {row.values.map((one) => `${sign} ${written(one, row.field)}`).join(t("classes.cut_between"))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
