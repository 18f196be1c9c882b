/** The classes of a draft: names in both languages, a colour, a code; the best first. */
import { useWords } from "../../../lib/i18n.ts";
import { Dot } from "../../../ui/Chip.tsx";
import { Select, TextInput } from "../../../ui/mantine.ts";
import { type ClassOf, codeFor, labelOf } from "../definition.ts";
import { Add, Rows, Section } from "./parts.tsx";

const COLORS = ["teal", "green", "lime", "cyan", "blue", "indigo", "violet", "pink", "red", "orange", "amber", "gray"];
const MOST = 30;

interface Props {
  classes: ClassOf[];
  /** Codes that a version in force or before has: records and conditions name them. */
  fixed: readonly string[];
  onChange: (next: ClassOf[]) => void;
  onRename: (from: string, to: string) => void;
  onDrop: (code: string) => void;
}

export function ClassRows({ classes, fixed, onChange, onRename, onDrop }: Props) {
  const { t, language } = useWords();
  const codes = classes.map((one) => one.code);
  const add = () =>
    onChange([...classes, { code: codeFor("", codes), zh: "", en: "", color: COLORS[classes.length % COLORS.length] }]);
  /** A code that nobody chose follows the English name until it is in use. */
  const named = (one: ClassOf, en: string, put: (part: Partial<ClassOf>) => void) => {
    const others = codes.filter((code) => code !== one.code);
    const own = one.code === codeFor(one.en ?? "", others) || /^class\d+$/.test(one.code);
    put({ en });
    if (own && en && !fixed.includes(one.code)) onRename(one.code, codeFor(en, others));
  };
  return (
    <Section title={t("classes.classes")} help={t("classes.classes_help")} path="classes">
      <Rows
        rows={classes}
        path="classes"
        label={(one) => labelOf(one, language)}
        onChange={onChange}
        onDrop={(one) => onDrop(one.code)}
      >
        {(one, put) => (
          <>
            <Select
              w={62}
              aria-label={t("classes.color")}
              allowDeselect={false}
              leftSection={<Dot color={one.color} />}
              data={COLORS.map((color) => ({ value: color, label: t(`classes.colors.${color}`) }))}
              comboboxProps={{ width: 130, position: "bottom-start" }}
              renderOption={({ option }) => (
                <span className="z-row">
                  <Dot color={option.value} /> {option.label}
                </span>
              )}
              classNames={{ input: "zs-color" }}
              value={one.color ?? "gray"}
              onChange={(color) => put({ color: color ?? "gray" })}
            />
            <TextInput
              className="z-grow"
              aria-label={t("classes.zh")}
              placeholder={t("classes.zh")}
              maxLength={40}
              value={one.zh}
              onChange={(event) => put({ zh: event.currentTarget.value })}
            />
            <TextInput
              className="z-grow"
              aria-label={t("classes.en")}
              placeholder={t("classes.en")}
              maxLength={60}
              value={one.en ?? ""}
              onChange={(event) => named(one, event.currentTarget.value, put)}
            />
            <TextInput
              className="zs-code"
              w={120}
              aria-label={t("classes.code")}
              maxLength={40}
              disabled={fixed.includes(one.code)}
              title={fixed.includes(one.code) ? t("classes.code_fixed") : undefined}
              value={one.code}
              onChange={(event) => onRename(one.code, event.currentTarget.value)}
            />
          </>
        )}
      </Rows>
      <Add label={t("classes.add_class")} onClick={add} disabled={classes.length >= MOST} />
    </Section>
  );
}
