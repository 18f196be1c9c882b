/** The name of a new view, and who sees it. */
import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { Button } from "../../ui/Button.tsx";
import { Modal, SegmentedControl, TextInput } from "../../ui/mantine.ts";

export default function NameView({
  onClose,
  onSave,
}: {
  onClose: () => void;
  onSave: (name: string, visibility: string) => Promise<void>;
}) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const [visibility, setVisibility] = useState("private");
  return (
    <Modal opened onClose={onClose} title={t("views.save_as")} size={400}>
      <form
        className="z-col"
        style={{ gap: 14 }}
        onSubmit={(event) => {
          event.preventDefault();
          void onSave(name.trim(), visibility);
        }}
      >
        <TextInput
          label={t("views.name")}
          required
          maxLength={60}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t("views.visibility")}
          data={(["private", "department", "all"] as const).map((one) => ({
            value: one,
            label: t(`views.for.${one}`),
          }))}
          value={visibility}
          onChange={setVisibility}
        />
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button type="submit" disabled={!name.trim()}>
            {t("do.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
