/** Provinces, cities and districts by their GB/T 2260 code; asked for once, when the first region is shown. */
import { useQuery } from "@tanstack/react-query";
import { api } from "../../schema/api.ts";
import type { Region } from "../../schema/types.ts";

export interface Regions {
  name: (code: string) => string;
  options: { value: string; label: string }[];
}

// Codes mean nothing to people: until the names are here nothing is shown, and the code only when they cannot come.
const COMING: Regions = { name: () => "", options: [] };
const NONE: Regions = { name: (code) => code, options: [] };

const OMITTED = new Set(["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"]);

/** Each place with the way down to it; levels that are only a form are left out. */
export function build(tree: Region[]): Regions {
  const options: Regions["options"] = [];
  const names = new Map<string, string>();
  const walk = (places: Region[], way: string[]) => {
    for (const { code, title, children } of places) {
      const words = OMITTED.has(title) || way.at(-1) === title ? way : [...way, title];
      const label = words.join(" ");
      names.set(code, label);
      options.push({ value: code, label });
      walk(children ?? [], words);
    }
  };
  walk(tree, []);
  return { name: (code) => names.get(code) ?? code, options };
}

export function useRegions(): Regions {
  const query = useQuery({
    queryKey: ["regions"],
    queryFn: async () => build(await api.regions()),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return query.data ?? (query.isError ? NONE : COMING);
}
