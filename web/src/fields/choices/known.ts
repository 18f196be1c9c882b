import { useQuery } from "@tanstack/react-query";
import { api } from "../../schema/api.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import type { FieldSpec } from "../../schema/types.ts";

/** Tags to propose: the options of the field, and the records of the object that keeps tags. */
export function useKnownTags(field: FieldSpec): string[] {
  const meta = useMeta();
  const keeper = field.kind === "tags" ? objectNamed(meta, field.to ?? "tag") : undefined;
  const query = useQuery({
    queryKey: ["list", keeper?.plural, "known"],
    queryFn: () => api.list(keeper!.plural, { columns: [keeper!.title_field], limit: 100, count: 0 }),
    enabled: Boolean(keeper),
    staleTime: 60_000,
  });
  const offered = (field.options ?? []).map((one) => one.value);
  const kept = (query.data?.rows ?? []).map((row) => String(row[keeper!.title_field] ?? ""));
  return [...new Set([...offered, ...kept])].filter(Boolean);
}
