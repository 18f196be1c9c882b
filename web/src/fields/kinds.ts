/** The kinds, each as its cell and its plain text. Inputs and filters load when the first one is needed. */

import { dayOf, minuteOf } from "../lib/dates.ts";
import { grouped, unpadded } from "../lib/numbers.ts";
import type { FileValue } from "../schema/types.ts";
import { birthdayText } from "./birthday/birthday.ts";
import { BirthdayCell } from "./birthday/cell.tsx";
import { BooleanCell } from "./boolean/cell.tsx";
import { ChoiceCell } from "./choice/cell.tsx";
import { codeOf, optionOf } from "./choice/options.ts";
import { ChoicesCell } from "./choices/cell.tsx";
import { FileCell } from "./file/cell.tsx";
import { JsonCell } from "./json/cell.tsx";
import { LinkCell, LinksCell, PersonCell } from "./link/cell.tsx";
import { refText } from "./link/ref.ts";
import { NumberCell } from "./number/cell.tsx";
import { RegionCell } from "./region/cell.tsx";
import { PhoneCell, TextCell } from "./text/cell.tsx";
import { textOf } from "./text/text.ts";
import { blank, type KindView } from "./types.ts";
import { DateCell, DateTimeCell } from "./when/cell.tsx";

const asIs = (_field: unknown, text: string) => text.trim() || null;
const split = (text: string) =>
  text
    .split(/[,，、;；\n]/)
    .map((one) => one.trim())
    .filter(Boolean);

const text: KindView = { width: 170, Cell: TextCell, text: textOf, read: asIs };
const number: KindView = {
  width: 120,
  align: "right",
  Cell: NumberCell,
  text: (_field, value) => (blank(value) ? "" : grouped(String(value))),
  read: (_field, typed) => typed.replace(/[,，\s]/g, "") || null,
};
const choice: KindView = {
  width: 116,
  Cell: ChoiceCell,
  text: (field, value) => (blank(value) ? "" : optionOf(field, value).label),
  read: (field, typed) => (typed.trim() ? codeOf(field, typed) : null),
};
const several: KindView = {
  width: 170,
  Cell: ChoicesCell,
  text: (field, value) => (Array.isArray(value) ? value.map((one) => optionOf(field, one).label).join("、") : ""),
  read: (field, typed) => split(typed).map((one) => codeOf(field, one)),
};
const date: KindView = {
  width: 112,
  Cell: DateCell,
  text: (_field, value) => (blank(value) ? "" : dayOf(String(value))),
  read: asIs,
};
const link: KindView = { width: 170, Cell: LinkCell, text: (_field, value) => refText(value), read: asIs };

const KINDS: Record<string, KindView> = {
  text,
  long_text: { ...text, width: 240 },
  url: { ...text, width: 180 },
  email: { ...text, width: 190 },
  credit_code: { ...text, width: 170 },
  identity_number: { ...text, width: 170 },
  bank_account: { ...text, width: 180 },
  code: { ...text, width: 124 },
  phone: { ...text, Cell: PhoneCell, width: 140 },
  integer: { ...number, width: 96 },
  decimal: { ...number, text: (_field, value) => (blank(value) ? "" : grouped(unpadded(String(value)))) },
  money: number,
  boolean: {
    width: 84,
    Cell: BooleanCell,
    text: (_field, value, t) => (blank(value) ? "" : t(value ? "kind.yes" : "kind.no")),
    read: (_field, typed) => (typed.trim() ? /^(是|y|yes|true|1|√|✓|有)$/i.test(typed.trim()) : null),
  },
  date,
  datetime: {
    ...date,
    width: 130,
    Cell: DateTimeCell,
    text: (_field, value) => (blank(value) ? "" : minuteOf(String(value))),
  },
  choice,
  stage: choice,
  choices: several,
  tags: several,
  region: { width: 180, Cell: RegionCell, text: (_field, value) => (blank(value) ? "" : String(value)), read: asIs },
  birthday: {
    width: 140,
    Cell: BirthdayCell,
    text: (_field, value, t) => birthdayText(value, t, document.documentElement.lang.startsWith("zh")),
    read: asIs,
  },
  link,
  person: { ...link, width: 112, Cell: PersonCell },
  links: {
    ...link,
    Cell: LinksCell,
    text: (_field, value) => (Array.isArray(value) ? value.map(refText).join("、") : ""),
  },
  file: {
    width: 200,
    Cell: FileCell,
    text: (_field, value) => (value as FileValue | null)?.name ?? "",
    read: () => undefined,
  },
  json: {
    width: 160,
    Cell: JsonCell,
    text: (_field, value) => (blank(value) ? "" : JSON.stringify(value)),
    read: () => undefined,
  },
};

/** A kind this page does not know yet still shows as text. */
export const kindOf = (kind: string): KindView => KINDS[kind] ?? text;
