/** The people of the company; an administrator gives them a password to sign in with. */

import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { titleOf, useMeta } from "../../schema/meta.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { ask } from "../../ui/ask.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Modal } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { ObjectTable } from "../../views/list/ObjectTable.tsx";
import { Once } from "./Once.tsx";

export default function People({ object }: { object: ObjectSpec }) {
  const { t } = useWords();
  const meta = useMeta();
  const words = useFaultWords();
  const [made, setMade] = useState<{ email: string; password: string } | null>(null);
  const give = async (row: Row) => {
    const title = t("settings.password_for", { name: titleOf(object, row) });
    if (!(await ask({ title, body: t("settings.password_body"), confirm: t("settings.password_give") }))) return;
    try {
      setMade(await api.givePassword(row.id));
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  const view = async (row: Row) => {
    try {
      await api.viewAs(row.id);
      location.assign("/");
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  const extra = (row: Row) => (
    <>
      {row.id !== meta.me.id && (
        <IconButton
          icon="eye"
          size={26}
          iconSize={15}
          label={t("view_as.begin", { name: titleOf(object, row) })}
          onClick={() => void view(row)}
        />
      )}
      <IconButton
        icon="key"
        size={26}
        iconSize={15}
        label={t("settings.password_for", { name: titleOf(object, row) })}
        onClick={() => void give(row)}
      />
    </>
  );
  return (
    <>
      <ObjectTable object={object} extra={meta.me.admin ? extra : undefined} />
      {made && (
        <Modal opened onClose={() => setMade(null)} title={made.email} size={480} closeOnClickOutside={false}>
          <Once
            text={t("settings.password_once", { email: made.email })}
            label={t("sign_in.password")}
            value={made.password}
            onClose={() => setMade(null)}
          />
        </Modal>
      )}
    </>
  );
}
