import type { FieldSpec, Option } from "../../schema/types.ts";

/** The option of a code; a code that is no longer offered still shows as itself. */
export function optionOf(field: FieldSpec, value: unknown): Option {
  return field.options?.find((one) => one.value === value) ?? { value: String(value), label: String(value) };
}

/** The code of what a person typed or pasted: a label or a code; else the text, for the server to judge. */
export function codeOf(field: FieldSpec, text: string): string {
  const wanted = text.trim().toLowerCase();
  const found = field.options?.find((one) => one.label.toLowerCase() === wanted || one.value.toLowerCase() === wanted);
  return found?.value ?? text.trim();
}
