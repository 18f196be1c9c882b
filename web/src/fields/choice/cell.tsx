import { Chip, Dot } from "../../ui/Chip.tsx";
import { blank, type CellProps } from "../types.ts";
import { colorOf, optionOf } from "./options.ts";

export function ChoiceCell({ field, value }: CellProps) {
  if (blank(value)) return null;
  const option = optionOf(field, value);
  const color = colorOf(field, value);
  return (
    <Chip color={color}>
      {field.kind === "stage" && <Dot color={color} />}
      {option.label}
    </Chip>
  );
}
