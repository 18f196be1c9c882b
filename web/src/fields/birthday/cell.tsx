import { useWords } from "../../lib/i18n.ts";
import { blank, type CellProps } from "../types.ts";
import { birthdayText } from "./birthday.ts";

export function BirthdayCell({ value }: CellProps) {
  const { t, language } = useWords();
  if (blank(value)) return null;
  return <span className="z-num">{birthdayText(value, t, language.startsWith("zh"))}</span>;
}
