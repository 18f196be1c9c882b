/** Keyboard: whether a key belongs to a person who is typing, or to an input method that is composing. */
interface KeyLike {
  isComposing?: boolean;
  keyCode?: number;
  nativeEvent?: { isComposing?: boolean; keyCode?: number };
}

export function composing(event: KeyLike): boolean {
  const native = event.nativeEvent ?? event;
  return Boolean(native.isComposing) || native.keyCode === 229;
}

export function typing(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  if (!element?.closest) return false;
  return Boolean(element.closest("input, textarea, select, [contenteditable=true]"));
}

/** Whether a link may answer a press itself: no new tab or window was asked for. */
export const plainClick = (
  event: { button: number } & Record<"metaKey" | "ctrlKey" | "shiftKey" | "altKey", boolean>,
) => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** Puts text into the input that has the focus, as if it had been typed there. */
export function typeInto(text: string) {
  const input = document.activeElement;
  if (!(input instanceof HTMLInputElement) || input.readOnly || input.type === "checkbox") return;
  // React sees a change only when it comes past its own setter.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, text);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

export const mac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
export const MOD = mac ? "⌘" : "Ctrl";
