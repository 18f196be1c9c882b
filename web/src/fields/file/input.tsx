import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import type { FileValue } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { FileButton, Group } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import type { InputProps } from "../types.ts";
import { FileCell } from "./cell.tsx";

export function FileInput({ field, value, onChange, onDone, id }: InputProps) {
  const { t } = useWords();
  const words = useFaultWords();
  const [busy, setBusy] = useState(false);
  const send = async (file: File | null) => {
    if (!file) return;
    setBusy(true);
    try {
      const kept = await api.file(file);
      onChange(kept);
      onDone?.(kept);
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Group gap={8} id={id} wrap="nowrap">
      {value ? <FileCell field={field} value={value as FileValue} /> : null}
      <FileButton onChange={send}>
        {(props) => (
          <Button {...props} size="xs" variant="default" loading={busy}>
            {value ? t("kind.replace_file") : t("kind.choose_file")}
          </Button>
        )}
      </FileButton>
      {value ? <IconButton icon="x" label={t("do.clear")} onClick={() => onChange(null)} /> : null}
    </Group>
  );
}
