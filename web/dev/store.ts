/** Records in memory: seeds, conditions good enough to develop against, change sets with undo. */
import type { Condition } from "../src/schema/condition.ts";
import { isAll, isAny, isNot, isTest } from "../src/schema/condition.ts";
import type { ObjectSpec, Row } from "../src/schema/types.ts";
import { meta } from "./meta.ts";

export const tables = new Map<string, Map<number, Row>>();
export const gone = new Set<Row>();
export interface Change {
  id: number;
  at: string;
  object: ObjectSpec;
  verb: string;
  rows: { id: number; before: Row | null; after: Row | null }[];
  undone?: boolean;
}
export const changes: Change[] = [];

const people = ["王建国", "李小梅", "张伟", "陈思"].map((title, index) => ({ id: index + 1, title }));
let next = 1;
const now = () => new Date().toISOString();
export const tableOf = (object: ObjectSpec) => {
  let table = tables.get(object.name);
  if (!table) {
    table = new Map();
    tables.set(object.name, table);
  }
  return table;
};
const named = (name: string) => meta.objects.find((one) => one.name === name)!;

export function resolve(object: ObjectSpec, values: Record<string, unknown>) {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = object.fields.find((one) => one.name === name);
    if (!field) continue;
    if (["link", "person"].includes(field.kind) && value !== null && value !== undefined) {
      const id = typeof value === "object" ? (value as { id: number }).id : Number(value);
      const target = named(field.to ?? "person");
      out[name] = { id, title: String(tableOf(target).get(id)?.[target.title_field] ?? `#${id}`) };
    } else out[name] = value;
  }
  return out;
}

export function write(
  object: ObjectSpec,
  rows: { id?: number; values: Record<string, unknown> | null }[],
  verb: string,
): Change {
  const table = tableOf(object);
  const change: Change = { id: changes.length + 1, at: now(), object, verb, rows: [] };
  for (const { id, values } of rows) {
    const before = id ? (table.get(id) ?? null) : null;
    if (values === null) {
      if (before) {
        table.delete(before.id);
        change.rows.push({ id: before.id, before, after: null });
      }
      continue;
    }
    const at = id ?? next++;
    const blank = Object.fromEntries(object.fields.map((one) => [one.name, null]));
    const after = {
      ...blank,
      created_at: now(),
      created_by: people[0],
      ...before,
      ...resolve(object, values),
      id: at,
      version: (before?.version ?? 0) + 1,
      updated_at: now(),
      updated_by: people[0],
    } as Row;
    if (object.name === "customer" && !after.code) after.code = `C2026${String(at).padStart(6, "0")}`;
    table.set(at, after);
    change.rows.push({ id: at, before, after });
  }
  changes.unshift(change);
  return change;
}

function valueAt(row: Row, path: string): unknown {
  const value = row[path.split(".")[0]!];
  return value && typeof value === "object" && "id" in value ? (value as { id: number }).id : value;
}

export function meets(row: Row, c: Condition | null): boolean {
  if (!c) return true;
  if (isAll(c)) return c.all.every((one) => meets(row, one));
  if (isAny(c)) return c.any.some((one) => meets(row, one));
  if (isNot(c)) return !meets(row, c.not);
  if (!isTest(c)) return true;
  const value = valueAt(row, c.field);
  const wanted = c.value === "me" ? 1 : c.value;
  const text = String(value ?? "").toLowerCase();
  const list = Array.isArray(wanted) ? wanted : [wanted];
  const day = new Date().toISOString().slice(0, 10);
  switch (c.op) {
    case "is":
    case "=":
      return value === wanted;
    case "is_not":
    case "!=":
      return value !== wanted;
    case "contains":
      return text.includes(String(wanted).toLowerCase());
    case "not_contains":
      return !text.includes(String(wanted).toLowerCase());
    case "starts":
      return text.startsWith(String(wanted).toLowerCase());
    case "one_of":
      return list.includes(value as never);
    case "none_of":
      return !list.includes(value as never);
    case "empty":
      return value === null || value === undefined || value === "";
    case "not_empty":
      return !(value === null || value === undefined || value === "");
    case "has":
    case "has_any":
      return Array.isArray(value) && list.some((one) => value.includes(one));
    case "in":
      return text.startsWith(String(wanted).replace(/(0000|00)$/, ""));
    case "on":
      return wanted === "today" ? value === day : true;
    case "<":
      return wanted === "today" ? Boolean(value) && text < day : Number(value) < Number(wanted);
    case ">":
      return wanted === "today" ? text > day : Number(value) > Number(wanted);
    case ">=":
      return Number(value) >= Number(wanted);
    case "<=":
      return Number(value) <= Number(wanted);
    default:
      return true;
  }
}

export function sorted(rows: Row[], sort: string): Row[] {
  const orders = sort
    .split(",")
    .filter(Boolean)
    .map((one) => ({ name: one.replace(/^-/, ""), sign: one.startsWith("-") ? -1 : 1 }));
  return [...rows].sort((one, other) => {
    for (const { name, sign } of orders) {
      const a = one[name] ?? "";
      const b = other[name] ?? "";
      const by =
        typeof a === "number" && typeof b === "number"
          ? a - b
          : String((a as { title?: string }).title ?? a).localeCompare(
              String((b as { title?: string }).title ?? b),
              "zh",
            );
      if (by !== 0) return by * sign;
    }
    return one.id - other.id;
  });
}

function seed() {
  const pick = <T>(list: T[], at: number) => list[at % list.length]!;
  const put = (name: string, values: Record<string, unknown>) => write(named(name), [{ values }], "create").rows[0]!.id;
  for (const one of people) put("person", { name: one.title, email: `p${one.id}@demo.example`, active: true });
  put("department", { name: "销售部" });
  put("role", {
    name: "销售",
    grants: { customer: { actions: { create: true, read: true, update: true }, scope: "own" } },
  });
  const cities = ["深圳", "杭州", "上海", "北京", "成都", "苏州", "武汉"];
  const codes = ["440305", "330106", "310115", "110105", "510107", "320505", "420106"];
  const firms = ["云帆", "鼎盛", "嘉禾", "恒远", "蓝海", "瑞丰", "中天", "启明", "华信", "德润"];
  const trades = ["制造", "零售", "软件", "物流", "餐饮", "教育"];
  const tags = ["重点", "老客户", "华南", "展会", "转介绍"];
  for (let at = 0; at < 260; at++) {
    const trade = pick(trades, at * 7);
    const id = put("customer", {
      name:
        at === 3
          ? `${"特别长的名字".repeat(12)}有限公司`
          : `${pick(cities, at)}${pick(firms, at * 3)}${trade}${at % 9 === 0 ? "集团" : ""}有限公司`,
      kind: at % 5 === 4 ? "person" : "organization",
      stage: pick(["potential", "contacted", "negotiating", "dealing", "lost"], at * 3 + (at % 4)),
      owner: pick(people, at).id,
      phone: `+861${3 + (at % 6)}${String(800000000 + at * 7919).slice(0, 9)}`,
      email: at % 3 ? `sales${at}@example.com` : null,
      region: pick(codes, at),
      address: `科技路 ${at} 号`,
      industry: trade,
      source: pick(["官网", "展会", "转介绍"], at),
      amount: at % 4 ? String((at * 7331.5).toFixed(2)) : null,
      tags: at % 3 === 0 ? [pick(tags, at), pick(tags, at + 2)] : [],
      next_step_on: `2026-${at % 2 ? "11" : "12"}-${String((at % 27) + 1).padStart(2, "0")}`,
      birthday: at % 5 === 4 ? "lunar:1990-06+-01" : null,
      vip: at % 7 === 0,
    });
    if (at < 40) {
      put("contact", {
        name: pick(["刘洋", "赵敏", "孙丽", "周涛"], at),
        customer: id,
        position: "采购经理",
        role: "decides",
        phone: "+8613900001111",
      });
      put("interaction", {
        content: "电话沟通了报价，对方希望下周给出方案。\n预算约 20 万。",
        customer: id,
        kind: pick(["call", "visit", "chat", "note"], at),
        at: now(),
        person: 1,
        next_step_on: "2026-11-28",
      });
      put("interaction", {
        content: "到访，介绍了新版产品。",
        customer: id,
        kind: "visit",
        at: "2026-10-12T03:00:00Z",
        person: 2,
      });
      put("task", {
        title: pick(["发送报价单", "回访使用情况", "确认合同条款"], at),
        customer: id,
        owner: 1,
        due_on: pick(["2026-11-18", "2026-11-21", "2026-11-22", "2026-11-30"], at),
        status: "open",
        priority: pick(["high", "normal", "low"], at),
      });
    }
  }
  changes.splice(0, changes.length - 3);
}
seed();
