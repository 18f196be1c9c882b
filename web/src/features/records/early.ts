/** What the page at this address needs first, asked for before anything is drawn: then it is drawn once. */
import type { QueryClient } from "@tanstack/react-query";
import { objectOfPlural } from "../../schema/meta.ts";
import { listQuery } from "../../schema/queries.ts";
import type { Meta } from "../../schema/types.ts";
import { firstQuery } from "../../views/list/state.ts";

export async function askEarly(client: QueryClient, meta: Meta) {
  const [, plural, more] = location.pathname.split("/");
  const object = objectOfPlural(meta, plural);
  if (!object?.rights.read || more || location.search) return;
  await client.prefetchQuery(listQuery(object.plural, firstQuery(object)));
}
