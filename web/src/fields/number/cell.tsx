import { grouped } from "../../lib/numbers.ts";
import { blank, type CellProps } from "../types.ts";

export function NumberCell({ value }: CellProps) {
  if (blank(value)) return null;
  return <span className="z-num">{grouped(String(value))}</span>;
}
