import "@mantine/dates/styles.layer.css";
import "./when.css";
import { DateInput, DatesProvider, DateTimePicker } from "@mantine/dates";
import "dayjs/locale/zh-cn";
import { minuteOf, momentOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { filled } from "../../schema/meta.ts";
import type { InputProps } from "../types.ts";
import { useWorkdays } from "./workdays.tsx";

export function WhenInput({ field, value, onChange, onDone, inline, autoFocus, id, invalid, describedBy }: InputProps) {
  const { language } = useWords();
  const locale = language.startsWith("zh") ? "zh-cn" : "en";
  const shared = {
    id,
    autoFocus,
    error: invalid,
    "aria-label": id ? undefined : field.label,
    "aria-describedby": describedBy,
    variant: inline ? "unstyled" : "default",
    clearable: !filled(field) && !inline,
    popoverProps: { withinPortal: true, shadow: "md" },
    highlightToday: true,
    monthLabelFormat: locale === "en" ? "MMMM YYYY" : "YYYY年M月",
    yearLabelFormat: locale === "en" ? "YYYY" : "YYYY年",
    ...useWorkdays(locale),
  };
  return (
    <DatesProvider settings={{ locale, firstDayOfWeek: 1 }}>
      {field.kind === "date" ? (
        <DateInput
          {...shared}
          valueFormat="YYYY-MM-DD"
          placeholder={inline ? undefined : "YYYY-MM-DD"}
          value={(value as string) || null}
          onChange={(next) => {
            onChange(next);
            if (next) onDone?.(next);
          }}
        />
      ) : (
        <DateTimePicker
          {...shared}
          valueFormat="YYYY-MM-DD HH:mm"
          value={value ? `${minuteOf(String(value))}:00` : null}
          onChange={(next) => onChange(next ? momentOf(next.slice(0, 16)) : null)}
        />
      )}
    </DatesProvider>
  );
}
