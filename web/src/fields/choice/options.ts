import type { FieldSpec, Option } from "../../schema/types.ts";

const WAY = ["gray", "blue", "amber", "violet", "teal", "orange"];

/** The colour of an option: its own; a stage without one takes it from its place on the way and its end. */
export function colorOf(field: FieldSpec, value: unknown): string | undefined {
  const options = field.options ?? [];
  const at = options.findIndex((one) => one.value === value);
  const own = options[at]?.color;
  if (own || field.kind !== "stage") return own ?? undefined;
  if (value === field.outcome?.won) return "green";
  if (value === field.outcome?.lost) return "red";
  return WAY[Math.max(0, at) % WAY.length];
}

/** The option of a code; a code that is no longer offered still shows as itself. */
export function optionOf(field: FieldSpec, value: unknown): Option {
  return (
    field.options?.find((one) => one.value === value) ?? { value: String(value), label: String(value), color: null }
  );
}

/** The code of what a person typed or pasted: a label or a code; else the text, for the server to judge. */
export function codeOf(field: FieldSpec, text: string): string {
  const wanted = text.trim().toLowerCase();
  const found = field.options?.find((one) => one.label.toLowerCase() === wanted || one.value.toLowerCase() === wanted);
  return found?.value ?? text.trim();
}
