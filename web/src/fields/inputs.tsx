/** The input of each kind. */
import type { ComponentType } from "react";
import { BirthdayInput } from "./birthday/input.tsx";
import { BooleanInput } from "./boolean/input.tsx";
import { ChoiceInput } from "./choice/input.tsx";
import { ChoicesInput } from "./choices/input.tsx";
import { FileInput } from "./file/input.tsx";
import { JsonInput } from "./json/input.tsx";
import { LinkInput, LinksInput } from "./link/input.tsx";
import { NumberFieldInput } from "./number/input.tsx";
import { RegionInput } from "./region/input.tsx";
import { TextFieldInput } from "./text/input.tsx";
import type { InputProps } from "./types.ts";
import { WhenInput } from "./when/input.tsx";

const INPUTS: Record<string, ComponentType<InputProps>> = {
  integer: NumberFieldInput,
  decimal: NumberFieldInput,
  money: NumberFieldInput,
  boolean: BooleanInput,
  date: WhenInput,
  datetime: WhenInput,
  choice: ChoiceInput,
  stage: ChoiceInput,
  choices: ChoicesInput,
  tags: ChoicesInput,
  region: RegionInput,
  birthday: BirthdayInput,
  link: LinkInput,
  person: LinkInput,
  links: LinksInput,
  file: FileInput,
  json: JsonInput,
};

export default function AnyInput(props: InputProps) {
  const Input = INPUTS[props.field.kind] ?? TextFieldInput;
  return <Input {...props} />;
}
