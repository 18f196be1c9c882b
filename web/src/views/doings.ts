/** What views ask for and features do: undo, conflicts, making and exporting records. */
import { createContext, useContext } from "react";
import type { ListQuery } from "../schema/api.ts";
import type { Conflict } from "../schema/queries.ts";
import type { ObjectSpec } from "../schema/types.ts";

export interface RecordKey {
  object: string;
  id: number;
}

export interface Doings {
  /** Undoes a change set; `here` is the record that the person looks at, which may be one of many in it. */
  undo: (changeSet: number, here?: RecordKey) => void;
  conflict: (conflict: Conflict) => void;
  /** Shows who may do what, and why, with an object or one record of it. */
  why: (object: ObjectSpec, record?: { id: number; title: string }) => void;
  create: (object: ObjectSpec, values?: Record<string, unknown>) => void;
  edit: (object: ObjectSpec, id: number) => void;
  export: (object: ObjectSpec, query: ListQuery) => void;
  /** Puts records side by side, to merge them into one; `then` when that is done. */
  merge: (object: ObjectSpec, ids: number[], then: () => void) => void;
  /** Puts chosen records into a segment. */
  gather: (object: ObjectSpec, ids: number[], then: () => void) => void;
  bring: (object: ObjectSpec) => void;
  /** Work has begun in the background: its end is told wherever the person is by then. */
  begun: (job: number) => void;
}

const nothing = () => undefined;
export const DoingsContext = createContext<Doings>({
  undo: nothing,
  conflict: nothing,
  why: nothing,
  create: nothing,
  edit: nothing,
  export: nothing,
  merge: nothing,
  gather: nothing,
  bring: nothing,
  begun: nothing,
});
/** Whether an error is a refusal by rights, which "why?" explains. */
export const refusedByRights = (code: string) => code.startsWith("right.");
export const useDoings = () => useContext(DoingsContext);
