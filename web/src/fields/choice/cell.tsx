import { Chip, Dot } from "../../ui/Chip.tsx";
import { blank, type CellProps } from "../types.ts";
import { optionOf } from "./options.ts";

export function ChoiceCell({ field, value }: CellProps) {
  if (blank(value)) return null;
  const option = optionOf(field, value);
  if (!option.color || option.color === "gray") return <Chip>{option.label}</Chip>;
  return (
    <Chip color={option.color}>
      {field.kind === "stage" && <Dot color={option.color} />}
      {option.label}
    </Chip>
  );
}
