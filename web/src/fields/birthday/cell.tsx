import { useTranslation } from "react-i18next";
import { blank, type CellProps } from "../types.ts";
import { birthdayText } from "./birthday.ts";

export function BirthdayCell({ value }: CellProps) {
  const { t, i18n } = useTranslation();
  if (blank(value)) return null;
  return <span className="z-num">{birthdayText(value, t, i18n.language.startsWith("zh"))}</span>;
}
