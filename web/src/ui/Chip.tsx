import type { CSSProperties, ReactNode } from "react";

/** Named colours of options, as ground and ink with AA contrast in both themes. */
const COLORS: Record<string, [string, string, string, string, string]> = {
  gray: ["#eef1f4", "#45515e", "#27313c", "#c6d0da", "#8e99a6"],
  slate: ["#eef1f4", "#45515e", "#27313c", "#c6d0da", "#8e99a6"],
  teal: ["#e3f2f3", "#0b5d65", "#12343a", "#7fd0d8", "#25909a"],
  green: ["#e5f3e8", "#256338", "#17351f", "#90d4a4", "#3f9a5b"],
  blue: ["#e8eefb", "#2c4f9a", "#1c2c4d", "#a5c0f5", "#5b82d6"],
  indigo: ["#ecebfa", "#473d9c", "#2a2750", "#bcb5f2", "#7467d3"],
  violet: ["#f2e9fa", "#6a3596", "#35224a", "#d3b0f0", "#9a5fca"],
  pink: ["#fbe9f1", "#93305f", "#45203a", "#f0aecd", "#cf5d94"],
  red: ["#fdeceb", "#a02a22", "#421d1b", "#f5a59e", "#d3463c"],
  orange: ["#fdeee0", "#8f4300", "#42280f", "#f3b98a", "#dd7a2e"],
  amber: ["#fff3d9", "#7a4b00", "#3a2c10", "#f0c070", "#d98d0c"],
  yellow: ["#fff3d9", "#7a4b00", "#3a2c10", "#f0c070", "#d98d0c"],
  cyan: ["#e2f1f8", "#155b7a", "#12313f", "#8fcdea", "#2f8fb8"],
  lime: ["#eef5de", "#4b5f11", "#2a3412", "#c1d982", "#82a32a"],
};
COLORS.grape = COLORS.violet!;

export function dotColor(color: string | undefined | null): string {
  return (COLORS[color ?? "gray"] ?? COLORS.gray!)[4];
}

interface Props {
  color?: string | null;
  children: ReactNode;
  title?: string;
  /** A dot of the colour before the words. */
  dot?: boolean;
}

export function Chip({ color, children, title, dot }: Props) {
  const [ground, ink, groundDark, inkDark] = COLORS[color ?? "gray"] ?? COLORS.gray!;
  const style = {
    "--chip-ground": ground,
    "--chip-ink": ink,
    "--chip-ground-dark": groundDark,
    "--chip-ink-dark": inkDark,
  } as CSSProperties;
  return (
    <span className="z-chip" style={style} title={title}>
      {dot && <Dot color={color} />}
      <span className="z-clip">{children}</span>
    </span>
  );
}

export function Dot({ color }: { color?: string | null }) {
  return <span className="z-dot" style={{ background: dotColor(color) }} />;
}
