/** The web sites that send events, each with what it puts into its pages. */

import { copy } from "../../lib/clipboard.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { titleOf } from "../../schema/meta.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { useFaultWords } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { toast } from "../../ui/toast.tsx";
import { ObjectTable } from "../../views/list/ObjectTable.tsx";

export default function Sites({ object }: { object: ObjectSpec }) {
  const { t } = useWords();
  const words = useFaultWords();
  const take = async (row: Row) => {
    try {
      const { script } = await api.trackingSnippet(row.id);
      toast({ text: (await copy(script)) ? t("said.copied_text") : t("said.not_copied") });
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  return (
    <>
      <ObjectTable
        object={object}
        columns={["name", "origins", "needs_consent", "active"]}
        extra={(row) => (
          <IconButton
            icon="copy"
            size={26}
            iconSize={15}
            label={`${t("behaviour.snippet")} ${titleOf(object, row)}`}
            onClick={() => void take(row)}
          />
        )}
      />
      <p className="z-quiet" style={{ padding: "0 16px 12px", margin: 0 }}>
        {t("behaviour.snippet_help")}
      </p>
    </>
  );
}
