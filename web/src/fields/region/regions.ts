/** Provinces, cities and districts by their GB/T 2260 code; asked for once, when the first region is shown. */
import { useQuery } from "@tanstack/react-query";
import { api } from "../../schema/api.ts";

export interface Regions {
  name: (code: string) => string;
  options: { value: string; label: string }[];
}

const NONE: Regions = { name: (code) => code, options: [] };

export function build(rows: [string, string][]): Regions {
  const names = new Map(rows);
  const made = new Map<string, string>();
  const name = (code: string): string => {
    const known = made.get(code);
    if (known) return known;
    const levels = [...new Set([`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code])];
    const words: string[] = [];
    for (const level of levels) {
      const word = names.get(level);
      if (word && word !== words.at(-1) && word !== "市辖区" && word !== "县") words.push(word);
    }
    const text = words.join(" ") || code;
    made.set(code, text);
    return text;
  };
  return { name, options: rows.map(([value]) => ({ value, label: name(value) })) };
}

export function useRegions(): Regions {
  return (
    useQuery({
      queryKey: ["regions"],
      queryFn: async () => {
        const answer = await api.regions();
        return build(Array.isArray(answer) ? answer : answer.rows);
      },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: Number.POSITIVE_INFINITY,
      retry: false,
    }).data ?? NONE
  );
}
