import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useStill } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, titleOf, useMeta } from "../../schema/meta.ts";
import type { FieldSpec, Ref } from "../../schema/types.ts";
import { MultiSelect, Select, type SelectProps } from "../../ui/mantine.ts";
import { refText } from "./ref.ts";

interface Option {
  value: string;
  label: string;
}

/** Records of the object a field links to: the newest, or those that match what is typed. */
export function useCandidates(field: FieldSpec, typed: string): Option[] {
  const meta = useMeta();
  const target = objectNamed(meta, field.to ?? (field.kind === "person" ? "person" : ""));
  const q = useStill(typed.trim(), 120);
  const query = useQuery({
    queryKey: ["candidates", target?.name, q],
    queryFn: async ({ signal }) => {
      const columns = [target!.title_field, ...(target!.title_in ? [target!.title_in] : [])];
      const page = await api.list(target!.plural, { q: q || undefined, columns, limit: 20, count: 0 }, signal);
      return page.rows.map((row) => ({ value: String(row.id), label: titleOf(target!, row) }));
    },
    enabled: Boolean(target),
    placeholderData: (previous) => previous,
    staleTime: 20_000,
  });
  return query.data ?? [];
}

const pass = ({ options }: { options: never[] }) => options;

type Shared = Pick<
  SelectProps,
  | "id"
  | "autoFocus"
  | "error"
  | "clearable"
  | "variant"
  | "defaultDropdownOpened"
  | "aria-label"
  | "aria-describedby"
  | "placeholder"
>;

interface PickerProps extends Shared {
  field: FieldSpec;
  value: Ref | null;
  onChange: (value: Ref | null) => void;
  extra?: Option[];
}

interface SeveralProps extends Shared {
  field: FieldSpec;
  value: Ref[];
  onChange: (value: Ref[]) => void;
  extra?: Option[];
}

export function RefPicker({ field, value, onChange, extra = [], ...rest }: PickerProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const shown = value ? refText(value) : "";
  const found = useCandidates(field, typed === shown ? "" : typed);
  const chosen = value ? [{ value: String(value.id), label: shown }] : [];
  const data = [...extra, ...found];
  for (const one of chosen) if (!data.some((other) => other.value === one.value)) data.unshift(one);
  return (
    <Select
      {...rest}
      searchable
      nothingFoundMessage={t("palette.nothing")}
      filter={pass as never}
      data={data}
      value={value ? String(value.id) : null}
      onSearchChange={setTyped}
      onChange={(next, option) =>
        onChange(next ? { id: /^\d+$/.test(next) ? Number(next) : (next as never), title: option?.label ?? "" } : null)
      }
    />
  );
}

export function RefsPicker({ field, value, onChange, extra = [], ...rest }: SeveralProps) {
  const [typed, setTyped] = useState("");
  const found = useCandidates(field, typed);
  const known = useRef(new Map<string, string>());
  for (const one of value) known.current.set(String(one.id), refText(one));
  const data = [...extra, ...found];
  for (const one of data) known.current.set(one.value, one.label);
  for (const one of value)
    if (!data.some((other) => other.value === String(one.id)))
      data.push({ value: String(one.id), label: refText(one) });
  return (
    <MultiSelect
      {...rest}
      searchable
      filter={pass as never}
      data={data}
      value={value.map((one) => String(one.id))}
      onSearchChange={setTyped}
      onChange={(next) =>
        onChange(
          next.map((id) => ({ id: /^\d+$/.test(id) ? Number(id) : (id as never), title: known.current.get(id) ?? id })),
        )
      }
    />
  );
}
