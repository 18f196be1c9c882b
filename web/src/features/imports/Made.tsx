/** Columns made of others: one that holds several things is split, several that are one thing are joined. */
import { modals } from "@mantine/modals";
import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import type { ImportPreview } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { MultiSelect, NumberInput, TextInput } from "../../ui/mantine.ts";

const SIGNS = ["/", "、", "，", ",", "-", "|", " "];

interface SplitProps {
  samples: string[];
  onKeep: (sign: string, parts: number) => void;
}

export function SplitForm({ samples, onKeep }: SplitProps) {
  const { t } = useWords();
  const [sign, setSign] = useState(SIGNS.find((one) => samples.some((text) => text.includes(one))) ?? "/");
  const most = Math.max(2, ...samples.map((text) => text.split(sign || "/").length));
  const [parts, setParts] = useState(Math.min(most, 9));
  return (
    <form
      className="z-col"
      onSubmit={(event) => {
        event.preventDefault();
        modals.closeAll();
        onKeep(sign, parts);
      }}
    >
      <TextInput
        label={t("imports.split.sign")}
        description={t("imports.split.sign_help")}
        required
        maxLength={20}
        value={sign}
        onChange={(event) => setSign(event.currentTarget.value)}
        data-autofocus
      />
      <NumberInput
        label={t("imports.split.parts")}
        min={2}
        max={9}
        allowDecimal={false}
        value={parts}
        onChange={(next) => typeof next === "number" && setParts(next)}
      />
      <div className="z-quiet">
        {samples.slice(0, 3).map((text) => (
          <div key={text}>{cut(text, sign, parts).join("  |  ")}</div>
        ))}
      </div>
      <Keep disabled={!sign || parts < 2 || parts > 9} />
    </form>
  );
}

/** As the server does it: the last piece holds what is left. */
export function cut(text: string, sign: string, parts: number): string[] {
  const all = sign.trim() ? text.split(sign) : text.trim().split(/\s+/);
  const last = all.slice(parts - 1).join(sign);
  return [...all.slice(0, parts - 1), ...(last ? [last] : [])].map((one) => one.trim());
}

interface JoinProps {
  columns: ImportPreview["columns"];
  first: number;
  onKeep: (columns: number[], sign: string) => void;
}

export function JoinForm({ columns, first, onKeep }: JoinProps) {
  const { t } = useWords();
  const [chosen, setChosen] = useState([String(first)]);
  const [sign, setSign] = useState("");
  return (
    <form
      className="z-col"
      onSubmit={(event) => {
        event.preventDefault();
        modals.closeAll();
        onKeep(chosen.map(Number), sign);
      }}
    >
      <MultiSelect
        label={t("imports.join.columns")}
        searchable
        data={columns.map((one) => ({
          value: String(one.index),
          label: one.header || t("imports.no_heading", { n: one.index + 1 }),
        }))}
        value={chosen}
        onChange={setChosen}
        data-autofocus
      />
      <TextInput
        label={t("imports.join.sign")}
        description={t("imports.join.sign_help")}
        maxLength={20}
        value={sign}
        onChange={(event) => setSign(event.currentTarget.value)}
      />
      <Keep disabled={chosen.length < 2} />
    </form>
  );
}

function Keep({ disabled }: { disabled: boolean }) {
  const { t } = useWords();
  return (
    <div className="z-row" style={{ justifyContent: "flex-end" }}>
      <Button type="submit" disabled={disabled}>
        {t("do.confirm")}
      </Button>
    </div>
  );
}
