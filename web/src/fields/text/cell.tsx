import { useTranslation } from "react-i18next";
import { blank, type CellProps } from "../types.ts";
import { phoneText } from "./text.ts";

const stop = (event: { stopPropagation: () => void }) => event.stopPropagation();

export function TextCell({ field, value }: CellProps) {
  const { t } = useTranslation();
  if (blank(value)) return null;
  const text = String(value);
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
  const numeric = ["code", "credit_code", "identity_number"].includes(field.kind);
  return <span className={numeric ? "z-num" : undefined}>{text}</span>;
}
