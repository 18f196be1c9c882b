import { NumberInput } from "../../ui/mantine.ts";
import type { InputProps } from "../types.ts";

export function NumberFieldInput({ field, value, onChange, inline, autoFocus, id, invalid, describedBy }: InputProps) {
  const whole = field.kind === "integer";
  return (
    <NumberInput
      id={id}
      autoFocus={autoFocus}
      error={invalid}
      aria-label={id ? undefined : field.label}
      aria-describedby={describedBy}
      variant={inline ? "unstyled" : "default"}
      value={value === null || value === undefined ? "" : (value as string | number)}
      allowDecimal={!whole}
      decimalScale={field.kind === "money" ? 2 : undefined}
      thousandSeparator=","
      valueIsNumericString={!whole}
      hideControls
      onChange={(next) => onChange(next === "" ? null : whole ? Number(next) : String(next))}
      styles={{ input: { textAlign: inline ? "right" : undefined } }}
    />
  );
}
