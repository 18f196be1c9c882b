/** What a list shows, as the URL says it: the chosen view, and what differs from it. */
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { useEvent } from "../../lib/hooks.ts";
import type { ListQuery } from "../../schema/api.ts";
import { type Condition, read } from "../../schema/condition.ts";
import { fieldNamed } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";

export type Density = "dense" | "normal" | "roomy";
export const HEIGHTS: Record<Density, number> = { dense: 30, normal: 35, roomy: 44 };

/** What a saved view keeps. */
export interface Shape {
  where: Condition | null;
  columns: string[];
  sort: string;
  density?: Density;
}

export interface ListState extends Shape {
  page: number;
  size: number;
  q: string;
  open: number | null;
  board: boolean;
  /** Whether something differs from the chosen view. */
  changed: boolean;
}

export type ListPatch = Partial<Omit<ListState, "changed">>;

export function defaults(object: ObjectSpec): Shape {
  return { where: null, columns: object.columns, sort: object.sort };
}

export function columnsOf(object: ObjectSpec, names: string[]): FieldSpec[] {
  const found = names.map((name) => fieldNamed(object, name)).filter((one): one is FieldSpec => Boolean(one));
  const title = fieldNamed(object, object.title_in ?? object.title_field);
  if (!title) return found;
  return [title, ...found.filter((one) => one.name !== title.name && one.name !== object.title_field)];
}

const SIZE = 50;
type Asked = Pick<ListState, "where" | "sort" | "page" | "size" | "q">;

/** What the server is asked for. The list as it is at first is asked for without naming its columns: `boot.js` can, too. */
export function queryOf(object: ObjectSpec, state: Asked, names: string[]): ListQuery {
  const asDeclared = names.length === object.columns.length && names.every((one) => object.columns.includes(one));
  return {
    where: state.where,
    sort: state.sort === object.sort ? undefined : state.sort,
    // A record without a name in the reader's language is called as it is in the other.
    columns: asDeclared ? ["@list"] : object.title_in ? [...names, object.title_field] : names,
    limit: state.size,
    page: state.page,
    q: state.q || undefined,
  };
}

/** The first page of the list as its object declares it. */
export function firstQuery(object: ObjectSpec): ListQuery {
  const shape = defaults(object);
  const names = columnsOf(object, shape.columns).map((one) => one.name);
  return queryOf(object, { ...shape, page: 1, size: SIZE, q: "" }, names);
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

export function useListState(object: ObjectSpec, base: Shape): [ListState, (patch: ListPatch) => void] {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the params
  const state = useMemo<ListState>(() => {
    const where = params.has("where") ? read(params.get("where")) : base.where;
    const columns = params.get("cols")?.split(",").filter(Boolean) ?? base.columns;
    const sort = params.get("sort") ?? base.sort;
    return {
      where,
      columns: columns.length > 0 ? columns : object.columns,
      sort,
      density: base.density,
      page: Math.max(1, Number(params.get("page")) || 1),
      size: [20, 50, 100, 200].includes(Number(params.get("size"))) ? Number(params.get("size")) : SIZE,
      q: params.get("q") ?? "",
      open: Number(params.get("open")) || null,
      board: params.get("as") === "board",
      changed: !same(where, base.where) || !same(columns, base.columns) || sort !== base.sort,
    };
  }, [text, base, object]);

  const set = useEvent((patch: ListPatch) => {
    // The page follows the address in a transition; what is set before it is there builds on what was set last.
    const next = new URLSearchParams(location.search);
    const put = (name: string, value: string | null) => (value === null ? next.delete(name) : next.set(name, value));
    if ("where" in patch)
      put("where", same(patch.where, base.where) ? null : patch.where ? JSON.stringify(patch.where) : "");
    if (patch.columns) put("cols", same(patch.columns, base.columns) ? null : patch.columns.join(","));
    if (patch.sort !== undefined) put("sort", patch.sort === base.sort ? null : patch.sort);
    if (patch.q !== undefined) put("q", patch.q || null);
    if (patch.size) put("size", patch.size === 50 ? null : String(patch.size));
    if ("open" in patch) put("open", patch.open ? String(patch.open) : null);
    if (patch.board !== undefined) put("as", patch.board ? "board" : null);
    if (patch.page) put("page", patch.page === 1 ? null : String(patch.page));
    else if ("where" in patch || patch.sort !== undefined || patch.q !== undefined || patch.size) next.delete("page");
    setParams(next, { replace: !("page" in patch || "where" in patch || "sort" in patch) });
  });
  return [state, set];
}

export interface Order {
  name: string;
  down: boolean;
}
export const readSort = (sort: string): Order[] =>
  sort
    .split(",")
    .filter(Boolean)
    .map((one) => (one.startsWith("-") ? { name: one.slice(1), down: true } : { name: one, down: false }));
export const writeSort = (orders: Order[]): string =>
  orders.map((one) => `${one.down ? "-" : ""}${one.name}`).join(",");

/** The next order after a click on a header: up, down, none; with `add`, beside the others. */
export function nextSort(sort: string, name: string, add: boolean): string {
  const orders = readSort(sort);
  const at = orders.find((one) => one.name === name);
  const rest = add ? orders.filter((one) => one.name !== name) : [];
  if (!at) return writeSort([...rest, { name, down: false }]);
  if (!at.down) {
    if (add) return writeSort(orders.map((one) => (one.name === name ? { name, down: true } : one)));
    return writeSort([{ name, down: true }]);
  }
  return writeSort(rest);
}
