/** A header that lets us in. What was saved once is not shown again. */

import type { FieldFault } from "../../../lib/http.ts";
import { useWords } from "../../../lib/i18n.ts";
import { Button } from "../../../ui/Button.tsx";
import { TextInput } from "../../../ui/mantine.ts";

interface Props {
  kept: string | null;
  /** What is sent with the form; null: nothing is changed, an empty name: none any more. */
  given: { header: string; value: string } | null;
  set: (next: { header: string; value: string } | null) => void;
  faults: Record<string, FieldFault>;
}

export function Header({ kept, given, set, faults }: Props) {
  const { t } = useWords();
  const name = given?.header ?? kept ?? "";
  const put = (header: string, value: string) => set(!kept && !header && !value ? null : { header, value });
  const dropped = kept !== null && given !== null && !given.header && !given.value;
  return (
    <fieldset className="zi-header">
      <legend>{t("imports.sources.header")}</legend>
      <div className="z-row" style={{ alignItems: "flex-start" }}>
        <TextInput
          label={t("imports.sources.header_name")}
          placeholder="Authorization"
          w={170}
          value={name}
          error={faults.header?.message}
          onChange={(event) => put(event.currentTarget.value, given?.value ?? "")}
        />
        <TextInput
          label={t("imports.sources.header_value")}
          type="password"
          autoComplete="new-password"
          className="z-grow"
          placeholder={kept && !given ? t("imports.sources.header_kept") : "Bearer …"}
          value={given?.value ?? ""}
          error={faults.value?.message}
          onChange={(event) => put(name, event.currentTarget.value)}
        />
      </div>
      {kept && !dropped && (
        <Button size="xs" variant="subtle" onClick={() => set({ header: "", value: "" })}>
          {t("imports.sources.header_drop")}
        </Button>
      )}
    </fieldset>
  );
}
