import { useMemo, useState } from "react";
import { useEvent } from "../../lib/hooks.ts";

export interface Selection {
  ids: ReadonlySet<number>;
  /** Everything that matches, not only what is on this page. */
  all: boolean;
  has: (id: number) => boolean;
  toggle: (id: number, range?: number[]) => void;
  page: (ids: number[], on: boolean) => void;
  everything: () => void;
  clear: () => void;
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const [all, setAll] = useState(false);
  const toggle = useEvent((id: number, range?: number[]) => {
    const next = new Set(ids);
    if (range) for (const one of range) next.add(one);
    else if (!next.delete(id)) next.add(id);
    setAll(false);
    setIds(next);
  });
  const page = useEvent((list: number[], on: boolean) => {
    const next = new Set(ids);
    for (const id of list) on ? next.add(id) : next.delete(id);
    setAll(false);
    setIds(next);
  });
  const everything = useEvent(() => setAll(true));
  const clear = useEvent(() => {
    setAll(false);
    setIds(new Set());
  });
  return useMemo(
    () => ({ ids, all, has: (id: number) => all || ids.has(id), toggle, page, everything, clear }),
    [ids, all, toggle, page, everything, clear],
  );
}
