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
  create: (object: ObjectSpec, values?: Record<string, unknown>) => void;
  edit: (object: ObjectSpec, id: number) => void;
  export: (object: ObjectSpec, query: ListQuery) => void;
  bring: (object: ObjectSpec) => void;
  /** Work has begun in the background: its end is told wherever the person is by then. */
  begun: (job: number) => void;
}

const nothing = () => undefined;
export const DoingsContext = createContext<Doings>({
  undo: nothing,
  conflict: nothing,
  create: nothing,
  edit: nothing,
  export: nothing,
  bring: nothing,
  begun: nothing,
});
export const useDoings = () => useContext(DoingsContext);
