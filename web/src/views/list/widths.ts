import { kindOf } from "../../fields/kinds.ts";
import { useKept } from "../../lib/hooks.ts";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";

export type Widths = Record<string, number>;

export function useWidths(object: ObjectSpec): [Widths, (name: string, width: number) => void] {
  const [widths, setWidths] = useKept<Widths>(`widths.${object.name}`, {});
  return [widths, (name, width) => setWidths({ ...widths, [name]: Math.round(Math.min(640, Math.max(60, width))) })];
}

export function widthOf(object: ObjectSpec, field: FieldSpec, widths: Widths): number {
  return (
    widths[field.name] ??
    (field.name === object.title_field ? (field.kind === "long_text" ? 360 : 240) : kindOf(field.kind).width)
  );
}
