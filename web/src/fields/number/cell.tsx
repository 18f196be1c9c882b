import { grouped, unpadded } from "../../lib/numbers.ts";
import { blank, type CellProps } from "../types.ts";

export function NumberCell({ field, value }: CellProps) {
  if (blank(value)) return null;
  return <span className="z-num">{grouped(field.kind === "decimal" ? unpadded(String(value)) : String(value))}</span>;
}
