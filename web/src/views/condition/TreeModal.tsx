/** The whole filter as a tree. */
import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { type Condition, complete, tidy } from "../../schema/condition.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Modal } from "../../ui/mantine.ts";
import { asGroup, Tree } from "./Tree.tsx";

interface Props {
  object: ObjectSpec;
  where: Condition | null;
  title?: string;
  onChange: (where: Condition | null) => void;
  onClose: () => void;
}

export default function TreeModal({ object, where, title, onChange, onClose }: Props) {
  const { t } = useWords();
  const [draft, setDraft] = useState<Condition>(() => asGroup(where));
  const empty = "all" in draft && draft.all.length === 0;
  return (
    <Modal opened onClose={onClose} title={title ?? t("filter.advanced")} size={780}>
      <div className="z-col">
        <Tree object={object} value={draft} onChange={setDraft} />
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button
            disabled={!empty && !complete(draft)}
            onClick={() => {
              onChange(empty ? null : tidy(draft));
              onClose();
            }}
          >
            {t("do.apply")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
