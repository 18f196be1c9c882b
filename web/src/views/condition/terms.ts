/** What conditions on an object may name besides fields: kinds of event, and segments. */
import { useQuery } from "@tanstack/react-query";
import { api } from "../../schema/api.ts";
import type { ObjectSpec, Terms } from "../../schema/types.ts";

const NONE: Terms = { deeds: [], sets: [] };

export function useTerms(object: ObjectSpec): Terms {
  const { data } = useQuery({
    queryKey: ["terms", object.plural],
    queryFn: () => api.terms(object.plural),
    staleTime: 60_000,
    enabled: !object.settings,
  });
  return data ?? NONE;
}
