import { useTranslation } from "react-i18next";
import { ago, dayOf, minuteOf } from "../../lib/dates.ts";
import { blank, type CellProps } from "../types.ts";

export function DateCell({ value }: CellProps) {
  if (blank(value)) return null;
  return <span className="z-num">{dayOf(String(value))}</span>;
}

export function DateTimeCell({ value }: CellProps) {
  const { i18n } = useTranslation();
  if (blank(value)) return null;
  return (
    <span className="z-num" title={minuteOf(String(value))}>
      {ago(String(value), i18n.language)}
    </span>
  );
}
