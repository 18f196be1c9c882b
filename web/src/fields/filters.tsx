/** The filter of each kind. */
import type { ComponentType } from "react";
import { BirthdayFilter } from "./birthday/input.tsx";
import { BooleanFilter } from "./boolean/input.tsx";
import { ChoiceFilter } from "./choice/filter.tsx";
import { ChoicesFilter } from "./choices/filter.tsx";
import { LinkFilter } from "./link/filter.tsx";
import { NumberFilter } from "./number/filter.tsx";
import { RegionFilter } from "./region/input.tsx";
import { TextFilter } from "./text/filter.tsx";
import type { FilterProps } from "./types.ts";
import { WhenFilter } from "./when/filter.tsx";

const FILTERS: Record<string, ComponentType<FilterProps>> = {
  integer: NumberFilter,
  decimal: NumberFilter,
  money: NumberFilter,
  boolean: BooleanFilter,
  date: WhenFilter,
  datetime: WhenFilter,
  choice: ChoiceFilter,
  stage: ChoiceFilter,
  choices: ChoicesFilter,
  tags: ChoicesFilter,
  region: RegionFilter,
  birthday: BirthdayFilter,
  link: LinkFilter,
  person: LinkFilter,
  links: LinkFilter,
};

export default function AnyFilter(props: FilterProps) {
  const Filter = FILTERS[props.field.kind] ?? TextFilter;
  return <Filter {...props} />;
}
