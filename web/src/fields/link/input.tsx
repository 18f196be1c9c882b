import { filled } from "../../schema/meta.ts";
import type { Ref } from "../../schema/types.ts";
import type { InputProps } from "../types.ts";
import { RefPicker, RefsPicker } from "./picker.tsx";

const refOf = (value: unknown): Ref | null => {
  if (value && typeof value === "object" && "id" in value) return value as Ref;
  return typeof value === "number" ? { id: value, title: `#${value}` } : null;
};

export function LinkInput({ field, value, onChange, onDone, inline, autoFocus, id, invalid, describedBy }: InputProps) {
  return (
    <RefPicker
      field={field}
      value={refOf(value)}
      onChange={(next) => {
        onChange(next);
        onDone?.(next);
      }}
      id={id}
      autoFocus={autoFocus}
      error={invalid}
      clearable={!filled(field) && !inline}
      variant={inline ? "unstyled" : "default"}
      defaultDropdownOpened={inline}
      aria-label={id ? undefined : field.label}
      aria-describedby={describedBy}
    />
  );
}

export function LinksInput({ field, value, onChange, inline, autoFocus, id, invalid, describedBy }: InputProps) {
  const refs = Array.isArray(value) ? value.map(refOf).filter((one): one is Ref => Boolean(one)) : [];
  return (
    <RefsPicker
      field={field}
      value={refs}
      onChange={onChange}
      id={id}
      autoFocus={autoFocus}
      error={invalid}
      variant={inline ? "unstyled" : "default"}
      aria-label={id ? undefined : field.label}
      aria-describedby={describedBy}
    />
  );
}
