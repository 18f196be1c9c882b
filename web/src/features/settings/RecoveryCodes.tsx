/** Codes for when the phone or the key is lost, shown once. */
import { useWords } from "../../lib/i18n.ts";
import { Button } from "../../ui/Button.tsx";
import { Modal, Textarea } from "../../ui/mantine.ts";

export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened onClose={onClose} title={t("settings.codes")} closeOnClickOutside={false}>
      <div className="z-col" style={{ gap: 14 }}>
        <span>{t("settings.codes_text")}</span>
        <Textarea readOnly autosize aria-label={t("settings.codes")} value={codes.join("\n")} />
        <Button style={{ alignSelf: "end" }} onClick={onClose}>
          {t("settings.codes_kept")}
        </Button>
      </div>
    </Modal>
  );
}
