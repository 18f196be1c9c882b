/** A box for cells that were copied in a spreadsheet: they go in as a file does. */
import type { ClipboardEvent } from "react";
import { useWords } from "../../lib/i18n.ts";
import { Textarea } from "../../ui/mantine.ts";
import { pasted } from "./pasted.ts";

export function Paste({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const { t } = useWords();
  const take = (event: ClipboardEvent) => {
    const file = pasted(event.clipboardData, t("imports.pasted"));
    event.preventDefault();
    if (file && !busy) onFile(file);
  };
  return (
    <Textarea
      label={t("imports.paste")}
      placeholder={t("imports.paste_here")}
      value=""
      rows={2}
      onChange={() => undefined}
      onPaste={take}
    />
  );
}
