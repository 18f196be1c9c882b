/** How charts look at the moment: the theme, the language, and how wide they may be. */
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useWords } from "../../lib/i18n.ts";
import { DARK, LIGHT, type Palette } from "./palette.ts";

const ATTRIBUTE = "data-mantine-color-scheme";

function listen(listener: () => void) {
  const watching = new MutationObserver(listener);
  watching.observe(document.documentElement, { attributeFilter: [ATTRIBUTE] });
  return () => watching.disconnect();
}
const isDark = () => document.documentElement.getAttribute(ATTRIBUTE) === "dark";

/** The colours of surfaces and ink are those of the page; the palette only says what they are before it has any. */
function read(dark: boolean): Palette {
  const base = dark ? DARK : LIGHT;
  const styles = getComputedStyle(document.documentElement);
  const of = (name: string, other: string) => {
    const value = styles.getPropertyValue(name).trim();
    return /^#[0-9a-f]{6}$/i.test(value) ? value : other;
  };
  return {
    ...base,
    panel: of("--z-panel", base.panel),
    ink: of("--z-ink", base.ink),
    inkSoft: of("--z-ink-3", base.inkSoft),
    line: of("--z-line", base.line),
  };
}

const dots = new Map<string, string>();

/** The colour of the dot that options of a named colour have; the same in both themes. */
export function dotOf(name: string): string {
  const known = dots.get(name);
  if (known) return known;
  const probe = document.createElement("i");
  probe.className = "z-dot";
  probe.dataset.color = name;
  document.body.append(probe);
  const color = getComputedStyle(probe).getPropertyValue("--dot").trim();
  probe.remove();
  dots.set(name, color);
  return color;
}

const made = new Map<boolean, Palette>();

export interface Look {
  palette: Palette;
  language: string;
}

export function useLook(): Look {
  const { language } = useWords();
  const dark = useSyncExternalStore(listen, isDark);
  let palette = made.get(dark);
  if (!palette) {
    palette = read(dark);
    made.set(dark, palette);
  }
  return { palette, language };
}

/** The width of a box in whole pixels; none before it is laid out. */
export function useWidth<T extends Element>(): [RefObject<T | null>, number] {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const watching = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    watching.observe(box);
    return () => watching.disconnect();
  }, []);
  return [ref, width];
}

export const FONT =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, -apple-system, sans-serif';
