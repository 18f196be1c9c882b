import { FieldInput } from "../../fields/parts.tsx";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";

interface Props {
  /** Any object: its fields lend what an input needs to know. */
  of: ObjectSpec;
  label: string;
  value: string;
  onChange: (day: string) => void;
  id?: string;
  invalid?: boolean;
}

/** A day of the company's calendar. */
export function Day({ of, label, value, onChange, id, invalid }: Props) {
  const field: FieldSpec = { ...of.fields[0]!, name: "day", kind: "date", label, required: true, read_only: false };
  return (
    <div className="zs-day">
      <FieldInput
        field={field}
        value={value || null}
        id={id}
        invalid={invalid}
        onChange={(next) => next && onChange(String(next))}
      />
    </div>
  );
}
