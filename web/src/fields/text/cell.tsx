import { useWords } from "../../lib/i18n.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import { blank, type CellProps } from "../types.ts";
import { phoneText } from "./text.ts";

const stop = (event: { stopPropagation: () => void }) => event.stopPropagation();

const DIGITS = new Set(["code", "credit_code", "identity_number", "bank_account"]);

export function PhoneCell({ value, live }: CellProps) {
  const { t } = useWords();
  if (blank(value)) return null;
  const text = String(value);
  if (!live) return <span className="z-num">{phoneText(text, t)}</span>;
  return (
    <a className="z-num" href={`tel:${text.replace(";ext=", ",")}`} onClick={stop} style={{ color: "inherit" }}>
      {phoneText(text, t)}
    </a>
  );
}

export function TextCell({ field, value, live }: CellProps) {
  if (blank(value)) return null;
  const text = String(value);
  if (!live && !namesObject(field)) return <Said field={field}>{text.replace(/^https?:\/\//i, "")}</Said>;
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
  if (namesObject(field)) return <NameOfObject name={text} />;
  return <Said field={field}>{text}</Said>;
}

/** Settings say by its name which object they are for. */
const namesObject = (field: CellProps["field"]) => field.kind === "text" && field.name === "object";

function NameOfObject({ name }: { name: string }) {
  return objectNamed(useMeta(), name)?.label ?? name;
}

function Said({ field, children }: { field: CellProps["field"]; children: string }) {
  return DIGITS.has(field.kind) ? <span className="z-num">{children}</span> : children;
}
