import { Chip } from "../../ui/Chip.tsx";
import { blank, type CellProps } from "../types.ts";
import { colorOf, optionOf } from "./options.ts";

export function ChoiceCell({ field, value }: CellProps) {
  if (blank(value)) return null;
  const option = optionOf(field, value);
  const color = colorOf(field, value);
  return (
    <Chip color={color} dot={field.kind === "stage"}>
      {option.label}
    </Chip>
  );
}
