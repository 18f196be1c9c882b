import { iconNamed } from "./icons.ts";

export function Icon({ name, size = 16, className }: { name?: string; size?: number; className?: string }) {
  const Drawn = iconNamed(name);
  return <Drawn size={size} stroke={1.7} className={className} aria-hidden="true" focusable="false" />;
}
