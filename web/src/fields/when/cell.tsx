import { ago, dayOf, minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { blank, type CellProps } from "../types.ts";

export function DateCell({ value }: CellProps) {
  if (blank(value)) return null;
  return <span className="z-num">{dayOf(String(value))}</span>;
}

export function DateTimeCell({ value }: CellProps) {
  const { t } = useWords();
  if (blank(value)) return null;
  return (
    <span
      className="z-num"
      onPointerEnter={(event) => {
        event.currentTarget.title = minuteOf(String(value));
      }}
    >
      {ago(String(value), t)}
    </span>
  );
}
