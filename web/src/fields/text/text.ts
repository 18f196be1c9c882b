/** Text as people read it: phones grouped, extensions in words. */
import type { FieldSpec } from "../../schema/types.ts";
import type { Words } from "../types.ts";

export function phoneText(value: string, t: Words): string {
  const [number = "", extension] = value.split(";ext=");
  const mobile = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(number);
  const shown = mobile ? `${mobile[1]} ${mobile[2]} ${mobile[3]}` : number.replace(/^\+86(?=\d)/, "0");
  return extension ? `${shown} ${t("kind.extension", { number: extension })}` : shown;
}

export function textOf(field: FieldSpec, value: unknown, t: Words): string {
  const text = value === null || value === undefined ? "" : String(value);
  return field.kind === "phone" && text ? phoneText(text, t) : text;
}
