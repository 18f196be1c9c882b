/** One part of a filter, edited beside its chip. */
import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { type Condition, complete, isLeaf, TWICE, tidy } from "../../schema/condition.ts";
import { mayMerge } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { TestEditor } from "./Test.tsx";

interface Props {
  object: ObjectSpec;
  start: Condition;
  onApply: (next: Condition) => void;
  onTree?: () => void;
  onClose: () => void;
}

export default function TestForm({ object, start, onApply, onTree, onClose }: Props) {
  const { t } = useWords();
  const [draft, setDraft] = useState<Condition>(start);
  return (
    <form
      className="z-col"
      style={{ padding: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete(draft)) return;
        onApply(tidy(draft));
        onClose();
      }}
    >
      {isLeaf(draft) && <TestEditor object={object} test={draft} onChange={setDraft} compact />}
      <div className="z-row">
        {onTree && mayMerge(object) && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => {
              onApply(TWICE);
              onClose();
            }}
          >
            {t("filter.twice")}
          </Button>
        )}
        {onTree && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => {
              onClose();
              onTree();
            }}
          >
            {t("filter.advanced")}
          </Button>
        )}
        <span className="z-grow" />
        <Button size="xs" type="submit" disabled={!complete(draft)}>
          {t("do.apply")}
        </Button>
      </div>
    </form>
  );
}
