/** Whether the server (or its database) is away. While it is, its health is asked for until it answers again. */
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
const onBack = new Set<() => void>();
let lost = false;
let timer: ReturnType<typeof setTimeout> | undefined;

function set(next: boolean) {
  if (lost === next) return;
  lost = next;
  for (const listener of listeners) listener();
  if (!next) for (const listener of onBack) listener();
}

async function ask(wait: number) {
  try {
    const answer = await fetch("/healthz", { cache: "no-store" });
    if (answer.ok) {
      set(false);
      return;
    }
  } catch {
    // still away
  }
  timer = setTimeout(() => ask(Math.min(wait * 1.5, 8000)), wait);
}

export const away = {
  lost() {
    if (lost) return;
    set(true);
    clearTimeout(timer);
    timer = setTimeout(() => ask(1500), 800);
  },
  retry() {
    clearTimeout(timer);
    void ask(1500);
  },
  onBack(listener: () => void) {
    onBack.add(listener);
    return () => onBack.delete(listener);
  },
};

export function useAway(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lost,
  );
}
