import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { asking } from "./http.ts";
import { keep, kept } from "./keep.ts";

/** The value after it has been still for `wait` ms. */
export function useStill<T>(value: T, wait: number): T {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), wait);
    return () => clearTimeout(timer);
  }, [value, wait]);
  return still;
}

/** A state the browser keeps under a name. */
export function useKept<T>(name: string, first: T): [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() => kept<T>(name) ?? first);
  const at = useRef(name);
  if (at.current !== name) {
    at.current = name;
    setValue(kept<T>(name) ?? first);
  }
  const set = useCallback(
    (next: T) => {
      keep(name, next);
      setValue(next);
    },
    [name],
  );
  return [value, set];
}

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
  );
}

export const usePhone = () => useMedia("(max-width: 767px)");

/** Always the newest function, without a new identity. */
export function useEvent<A extends unknown[], R>(handler: (...args: A) => R): (...args: A) => R {
  const ref = useRef(handler);
  ref.current = handler;
  return useCallback((...args: A) => ref.current(...args), []);
}

const LOOK_AGAIN = 150;
/** Does something while nothing else is happening, such as fetching what is needed next: no answer is waited for. */
export function whenIdle(run: () => void) {
  const look = () => (asking() ? void setTimeout(look, LOOK_AGAIN) : run());
  if (window.requestIdleCallback) window.requestIdleCallback(look);
  else setTimeout(look, 800);
}

/** Whether the page is there already: what can wait asks the server after it. */
export function useLater(): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => whenIdle(() => setLater(true)), []);
  return later;
}

export function useTitle(title: string | undefined) {
  useEffect(() => {
    if (title) document.title = `${title} · 知客`;
  }, [title]);
}
