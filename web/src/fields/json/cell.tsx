import { blank, type CellProps } from "../types.ts";

export function JsonCell({ value }: CellProps) {
  if (blank(value)) return null;
  return <code className="z-quiet">{JSON.stringify(value)}</code>;
}
