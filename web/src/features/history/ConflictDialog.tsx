/** Two people saved the same record: for each field, yours or theirs. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FieldText } from "../../fields/parts.tsx";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, objectOfPlural, useMeta } from "../../schema/meta.ts";
import { type Conflict, refresh } from "../../schema/queries.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { Modal, Radio } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import "./history.css";

export default function ConflictDialog({ conflict, onClose }: { conflict: Conflict; onClose: () => void }) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const words = useFaultWords();
  const object = objectOfPlural(meta, conflict.plural);
  const names = Object.keys(conflict.fields);
  const [mine, setMine] = useState<Record<string, boolean>>(() =>
    Object.fromEntries(names.map((name) => [name, true])),
  );
  const [busy, setBusy] = useState(false);
  const finish = async () => {
    setBusy(true);
    try {
      const chosen = Object.fromEntries(
        names.filter((name) => mine[name]).map((name) => [name, conflict.fields[name]!.yours]),
      );
      if (Object.keys(chosen).length > 0) await conflict.save(chosen);
      refresh(client);
      onClose();
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t("conflict.title")} size={620}>
      <div className="z-col" style={{ gap: 14 }}>
        <span>{t("conflict.text")}</span>
        <table className="z-table">
          <thead>
            <tr>
              <th>{t("undo.field")}</th>
              <th>{t("conflict.yours")}</th>
              <th>{t("conflict.theirs")}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => {
              const field = object && fieldNamed(object, name);
              const text = (value: unknown) =>
                field ? <FieldText field={field} value={value} /> : String(value ?? "") || "—";
              const { yours, theirs } = conflict.fields[name]!;
              return (
                <tr key={name}>
                  <th scope="row">{field?.label ?? name}</th>
                  <td>
                    <Radio
                      size="xs"
                      name={name}
                      label={text(yours)}
                      checked={mine[name]}
                      onChange={() => setMine({ ...mine, [name]: true })}
                    />
                  </td>
                  <td>
                    <Radio
                      size="xs"
                      name={name}
                      label={text(theirs)}
                      checked={!mine[name]}
                      onChange={() => setMine({ ...mine, [name]: false })}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button loading={busy} onClick={finish}>
            {t("conflict.save")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
