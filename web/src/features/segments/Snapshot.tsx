/** Keeps who is in a segment now as a static one. */

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { today } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { refresh } from "../../schema/queries.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { Modal, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";

interface Props {
  segment: number;
  name: string;
  onClose: () => void;
  onMade: (id: number) => void;
}

export function Snapshot({ segment, name, onClose, onMade }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const [title, setTitle] = useState(`${name} ${today()}`.slice(0, 80));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const made = await api.snapshot(segment, title);
      refresh(client);
      toast({ text: t("segments.kept", { n: grouped(made.members) }) });
      onClose();
      onMade(made.id);
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  return (
    <Modal opened onClose={onClose} title={t("segments.snapshot")}>
      <form className="z-col" onSubmit={submit}>
        <span className="z-quiet">{t("segments.snapshot_help")}</span>
        <TextInput
          label={t("segments.snapshot_name")}
          data-autofocus
          value={title}
          maxLength={80}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button type="submit" disabled={!title.trim()}>
            {t("do.create")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
