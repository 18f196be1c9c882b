import { useTranslation } from "react-i18next";
import { blank, type CellProps } from "../types.ts";
import { phoneText } from "./text.ts";

const stop = (event: { stopPropagation: () => void }) => event.stopPropagation();

const DIGITS = new Set(["code", "credit_code", "identity_number", "phone"]);

export function TextCell({ field, value, live }: CellProps) {
  const { t } = useTranslation();
  if (blank(value)) return null;
  const text = String(value);
  if (!live) {
    const shown = field.kind === "phone" ? phoneText(text, t) : text.replace(/^https?:\/\//i, "");
    return <span className={DIGITS.has(field.kind) ? "z-num" : undefined}>{shown}</span>;
  }
  if (field.kind === "phone")
    return (
      <a className="z-num" href={`tel:${text.replace(";ext=", ",")}`} onClick={stop} style={{ color: "inherit" }}>
        {phoneText(text, t)}
      </a>
    );
  if (field.kind === "email")
    return (
      <a href={`mailto:${text}`} onClick={stop} style={{ color: "inherit" }}>
        {text}
      </a>
    );
  if (field.kind === "url" && /^https?:\/\//i.test(text))
    return (
      <a href={text} target="_blank" rel="noreferrer noopener" onClick={stop}>
        {text.replace(/^https?:\/\//i, "")}
      </a>
    );
  return <span className={DIGITS.has(field.kind) ? "z-num" : undefined}>{text}</span>;
}
