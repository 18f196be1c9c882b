import { useWords } from "../../lib/i18n.ts";
import { Textarea, TextInput } from "../../ui/mantine.ts";
import type { InputProps } from "../types.ts";

const MODES: Record<string, "tel" | "email" | "url"> = { phone: "tel", email: "email", url: "url" };

export function TextFieldInput({ field, value, onChange, inline, autoFocus, id, invalid, describedBy }: InputProps) {
  const { t } = useWords();
  const text = value === null || value === undefined ? "" : String(value);
  const shared = {
    id,
    autoFocus,
    value: text,
    error: invalid,
    "aria-label": id ? undefined : field.label,
    "aria-describedby": describedBy,
    variant: inline ? "unstyled" : "default",
    autoComplete: "off",
    placeholder: field.kind === "code" && !inline ? t("kind.given") : undefined,
  };
  if (field.kind === "long_text" && !inline)
    return (
      <Textarea
        {...shared}
        autosize
        minRows={2}
        maxRows={12}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <TextInput {...shared} inputMode={MODES[field.kind]} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
