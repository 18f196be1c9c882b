/** Provinces, cities and districts by their GB/T 2260 code; asked for once, when the first region is shown. */
import { useSyncExternalStore } from "react";
import { ApiError } from "../../lib/http.ts";
import { api } from "../../schema/api.ts";
import type { Region } from "../../schema/types.ts";

type Options = { value: string; label: string }[];
export interface Regions {
  name: (code: string) => string;
  options: () => Options;
}

// Codes mean nothing to people: until the names are here nothing is shown, and the code only when they cannot come.
const COMING: Regions = { name: () => "", options: () => [] };
const NONE: Regions = { name: (code) => code, options: () => [] };

const OMITTED = new Set(["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"]);

/** Each place with the way down to it; levels that are only a form are left out. */
export function build(tree: Region[]): Regions {
  const places = new Map<string, { title: string; above?: string }>();
  const walk = (list: Region[], above?: string) => {
    for (const { code, title, children } of list) {
      places.set(code, { title, above });
      if (children) walk(children, code);
    }
  };
  walk(tree);
  const way = (code: string): string[] => {
    const { title, above } = places.get(code)!;
    const before = above ? way(above) : [];
    return OMITTED.has(title) || before.at(-1) === title ? before : [...before, title];
  };
  const name = (code: string) => (places.has(code) ? way(code).join(" ") : code);
  let made: Options | undefined;
  // A page shows a few dozen names; only who edits one needs all three thousand.
  const options = () => {
    made ??= [...places.keys()].map((code) => ({ value: code, label: name(code) }));
    return made;
  };
  return { name, options };
}

let known = COMING;
let asked = false;
const listeners = new Set<() => void>();

function listen(listener: () => void) {
  listeners.add(listener);
  if (!asked) {
    asked = true;
    void load();
  }
  return () => listeners.delete(listener);
}

async function load() {
  try {
    known = build(await api.regions());
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
    known = NONE;
    asked = false; // the next page asks again
  }
  for (const listener of listeners) listener();
}

/** One for the page, as a list shows it a hundred times. */
export function useRegions(): Regions {
  return useSyncExternalStore(listen, () => known);
}
