/** A secret that is shown once, to be copied. */

import { copy } from "../../lib/clipboard.ts";
import { useWords } from "../../lib/i18n.ts";
import { Button } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";

interface Props {
  text: string;
  label: string;
  value: string;
  onClose: () => void;
}

export function Once({ text, label, value, onClose }: Props) {
  const { t } = useWords();
  const take = async () => toast({ text: (await copy(value)) ? t("said.copied_text") : t("said.not_copied") });
  return (
    <div className="z-col" style={{ gap: 14 }}>
      <span>{text}</span>
      <TextInput readOnly aria-label={label} value={value} onFocus={(event) => event.currentTarget.select()} />
      <div className="z-row" style={{ justifyContent: "flex-end" }}>
        <Button variant="default" onClick={() => void take()}>
          {t("do.copy")}
        </Button>
        <Button onClick={onClose}>{t("do.close")}</Button>
      </div>
    </div>
  );
}
