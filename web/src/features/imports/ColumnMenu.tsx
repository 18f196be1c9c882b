/** What else can be said of a column: what its values stand for, that it holds several things, that it belongs to others. */
import { modals } from "@mantine/modals";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed } from "../../schema/meta.ts";
import type { ImportPreview, ObjectSpec } from "../../schema/types.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Popup.tsx";
import { JoinForm, SplitForm } from "./Made.tsx";
import { type Choice, planOf } from "./state.ts";
import { Values } from "./Values.tsx";

interface Props {
  object: ObjectSpec;
  preview: ImportPreview;
  choice: Choice;
  column: ImportPreview["columns"][number];
  field: string;
  mapping: Record<string, string>;
  upload: string;
  set: (next: Partial<Choice>) => void;
}

/** Kinds whose values are few and may be written in other words. */
const SPOKEN = new Set(["choice", "choices", "stage", "tags", "link", "person", "region", "boolean"]);

export function ColumnMenu({ object, preview, choice, column, field, mapping, upload, set }: Props) {
  const { t } = useWords();
  const spec = field ? fieldNamed(object, field) : undefined;
  const own = preview.columns.filter((one) => !one.made);
  const key = String(column.index);
  const values = () =>
    spec &&
    modals.open({
      title: t("imports.values.title", { column: column.header, field: spec.label }),
      size: 720,
      children: (
        <Values
          upload={upload}
          plan={planOf(choice)}
          column={column.index}
          field={spec}
          start={choice.words[key] ?? {}}
          onKeep={(words) => set({ words: { ...choice.words, [key]: words } })}
        />
      ),
    });
  const split = () =>
    modals.open({
      title: t("imports.split.title", { column: column.header }),
      children: (
        <SplitForm samples={column.samples} onKeep={(sign, parts) => add(pieces(column.index, sign, parts), [key])} />
      ),
    });
  const join = () =>
    modals.open({
      title: t("imports.join.title"),
      children: (
        <JoinForm
          columns={own}
          first={column.index}
          onKeep={(columns, sign) => add([{ columns, sign }], columns.map(String))}
        />
      ),
    });
  // The server proposes a field for a new column; those that it is made of go nowhere themselves.
  const add = (made: Choice["made"], used: string[]) =>
    set({ made: [...choice.made, ...made], mapping: freed(mapping, used) });
  const remove = () => {
    const at = column.index - own.length;
    const left = choice.made.filter((_, index) => index !== at);
    const moved = <T,>(given: Record<string, T>) =>
      Object.fromEntries(
        Object.entries(given).flatMap(([index, one]) =>
          Number(index) === column.index
            ? []
            : [[String(Number(index) > column.index ? Number(index) - 1 : index), one]],
        ),
      );
    // What it was made of is proposed anew, unless other columns are made of it, too.
    const idle = choice.made[at]!.columns.filter((one) => !left.some((other) => other.columns.includes(one)));
    const known = Object.fromEntries(Object.entries(mapping).filter(([index]) => !idle.includes(Number(index))));
    set({ made: left, mapping: moved(known), words: moved(choice.words), dates: moved(choice.dates) });
  };
  const lines = [
    spec &&
      (SPOKEN.has(spec.kind) || key in choice.words) && { label: t("imports.values.open"), icon: "list", run: values },
    !column.made && { label: t("imports.split.open"), icon: "columns-3", run: split },
    !column.made && { label: t("imports.join.open"), icon: "arrow-merge", run: join },
    column.made && { label: t("do.remove"), icon: "trash", run: remove },
  ];
  return (
    <Menu
      label={t("imports.more_of", { column: column.header })}
      button={(opener) => (
        <IconButton icon="dots" label={t("imports.more_of", { column: column.header })} {...opener} />
      )}
      lines={() => lines}
    />
  );
}

const pieces = (column: number, sign: string, parts: number): Choice["made"] =>
  Array.from({ length: parts }, (_, part) => ({ columns: [column], sign, part, parts }));

const freed = (mapping: Record<string, string>, used: string[]) => ({
  ...mapping,
  ...Object.fromEntries(used.map((one) => [one, ""])),
});
