/** One typed way to the endpoints of the API document: what is given and what comes back is checked against it. */
import { type Options, request, withQuery } from "../lib/http.ts";
import type { paths } from "./api.gen.ts";

type Verb = "get" | "post" | "patch" | "delete";
type Offering<V extends Verb> = {
  [P in keyof paths]: paths[P] extends { [K in V]: { responses: unknown } } ? P : never;
}[keyof paths];

type Json<T> = T extends { content: { "application/json": infer J } } ? J : never;
type BodyOf<O> = O extends { requestBody?: infer B } ? Json<NonNullable<B>> : never;
type AnswerOf<O> = O extends { responses: infer R } ? Json<R[keyof R & (200 | 201 | 202)]> : never;
type PartOf<O, N extends "path" | "query"> = O extends { parameters: { [K in N]?: infer Q } } ? NonNullable<Q> : never;
type Needed<N extends string, T> = [T] extends [never] ? unknown : { [K in N]: T };
type Given<O> = Needed<"path", PartOf<O, "path">> &
  Needed<"body", BodyOf<O>> & { query?: PartOf<O, "query"> } & Pick<Options, "signal" | "idempotency">;

export type Body<V extends Verb, P extends Offering<V>> = BodyOf<paths[P][V]>;
export type Answer<V extends Verb, P extends Offering<V>> = AnswerOf<paths[P][V]>;

export const V1 = "/api/v1";

export function call<V extends Verb, P extends Offering<V>>(verb: V, path: P, given: Given<paths[P][V]>) {
  const { path: names, query, body, ...options } = given as Options & { path?: object; query?: object };
  const filled = Object.entries(names ?? {}).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(value)),
    path as string,
  );
  return request<Answer<V, P>>(verb.toUpperCase(), withQuery(filled, { ...query }), { ...options, body });
}
