/** The options of a choice: a code, words in both languages, a colour. */

import { useWords } from "../../lib/i18n.ts";
import { Button } from "../../ui/Button.tsx";
import { Dot } from "../../ui/Chip.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Select, TextInput } from "../../ui/mantine.ts";

export interface Choice {
  value: string;
  label_zh?: string;
  label_en?: string;
  color?: string;
}

const COLORS = ["gray", "teal", "blue", "green", "amber", "red", "violet"];

export function OptionsEditor({
  value,
  onChange,
  error,
}: {
  value: Choice[];
  onChange: (next: Choice[]) => void;
  error?: string;
}) {
  const { t } = useWords();
  const put = (index: number, part: Partial<Choice>) =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend style={{ fontWeight: 500, color: "var(--z-ink-2)", marginBottom: 4 }}>{t("settings.options")}</legend>
      <div className="z-col" style={{ gap: 6 }}>
        {value.map((one, index) => (
          <div key={index} className="z-row" style={{ gap: 5 }}>
            <Select
              size="xs"
              w={62}
              aria-label={t("settings.color")}
              allowDeselect={false}
              leftSection={<Dot color={one.color} />}
              data={COLORS.map((color) => ({ value: color, label: "" }))}
              renderOption={({ option }) => <Dot color={option.value} />}
              value={one.color ?? "gray"}
              onChange={(color) => put(index, { color: color ?? "gray" })}
            />
            <TextInput
              size="xs"
              aria-label={t("settings.label_zh")}
              placeholder={t("settings.label_zh")}
              value={one.label_zh ?? ""}
              onChange={(event) => put(index, { label_zh: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              aria-label={t("settings.label_en")}
              placeholder={t("settings.label_en")}
              value={one.label_en ?? ""}
              onChange={(event) => put(index, { label_en: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              aria-label={t("settings.code")}
              placeholder={t("settings.code")}
              value={one.value}
              onChange={(event) => put(index, { value: event.currentTarget.value })}
            />
            <IconButton
              icon="x"
              size={24}
              iconSize={14}
              label={t("do.remove")}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            />
          </div>
        ))}
        {error && <span style={{ color: "var(--z-danger)" }}>{error}</span>}
        <Button
          size="xs"
          variant="subtle"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() =>
            onChange([...value, { value: `o${value.length + 1}`, color: COLORS[value.length % COLORS.length] }])
          }
        >
          {t("settings.add_option")}
        </Button>
      </div>
    </fieldset>
  );
}
