/** The filters of a list as chips in words; each opens where it stands; the whole tree opens in the advanced editor. */

import { lazy, type ReactElement, Suspense, useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { once } from "../../lib/once.ts";
import { type Condition, isLeaf, isRelated, joined, parts, TWICE } from "../../schema/condition.ts";
import { useMeta } from "../../schema/meta.ts";
import { segmentsOf } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Popup } from "../../ui/Popup.tsx";
import { useDoings } from "../doings.ts";
import { startTest } from "./start.ts";
import { useConditionWords } from "./words.ts";
import "./filters.css";

const testPart = once(() => import("./TestForm.tsx"));
const TreeModal = lazy(() => import("./TreeModal.tsx"));

interface Props {
  object: ObjectSpec;
  where: Condition | null;
  onChange: (where: Condition | null) => void;
  /** Whether the condition can be kept as a segment. */
  kept?: boolean;
}

export function FilterBar({ object, where, onChange, kept }: Props) {
  const { t } = useWords();
  const [advanced, setAdvanced] = useState(false);
  const doings = useDoings();
  const segments = segmentsOf(useMeta());
  const list = parts(where);
  const put = (index: number, next: Condition | null) => {
    const all = list.map((one, at) => (at === index ? next : one));
    if (index === list.length) all.push(next);
    onChange(joined(all));
  };
  return (
    <>
      {list.map((one, index) => (
        <FilterChip
          key={index}
          object={object}
          value={one}
          onChange={(next) => put(index, next)}
          onTree={() => setAdvanced(true)}
        />
      ))}
      <AddFilter object={object} onAdd={(next) => put(list.length, next)} onTree={() => setAdvanced(true)} />
      {list.length > 1 && (
        <Button size="xs" variant="subtle" color="gray" onClick={() => onChange(null)}>
          {t("filter.clear")}
        </Button>
      )}
      {kept && where && segments?.rights.create && !object.settings && object !== segments && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          onClick={() => doings.create(segments, { object: object.name, where })}
        >
          {t("filter.segment")}
        </Button>
      )}
      {advanced && (
        <Suspense fallback={null}>
          <TreeModal object={object} where={where} onChange={onChange} onClose={() => setAdvanced(false)} />
        </Suspense>
      )}
    </>
  );
}

function FilterChip({
  object,
  value,
  onChange,
  onTree,
}: {
  object: ObjectSpec;
  value: Condition;
  onChange: (next: Condition | null) => void;
  onTree: () => void;
}) {
  const { t } = useWords();
  const words = useConditionWords(value, object);
  const face = (opener: object) => (
    <button type="button" className="z-filter-words" title={words} {...opener}>
      {words}
    </button>
  );
  return (
    <span className="z-filter">
      {isLeaf(value) && !(isRelated(value) && value.where) && !isTwice(value) ? (
        <TestPopup object={object} start={value} label={words} onApply={onChange} button={face} />
      ) : (
        face({ onClick: onTree })
      )}
      <button
        type="button"
        className="z-filter-drop"
        aria-label={t("filter.remove", { words })}
        onClick={() => onChange(null)}
      >
        <Icon name="x" size={13} />
      </button>
    </span>
  );
}

/** What the editor of one test does not show. */
const isTwice = (c: Condition) => "in" in c && c.in === TWICE.in;

function AddFilter({
  object,
  onAdd,
  onTree,
}: {
  object: ObjectSpec;
  onAdd: (next: Condition) => void;
  onTree: () => void;
}) {
  const { t } = useWords();
  const meta = useMeta();
  const first =
    object.columns
      .map((name) => object.fields.find((one) => one.name === name))
      .find((one) => one && one.ops.length > 0 && one.options?.length)?.name ?? object.title_field;
  return (
    <TestPopup
      object={object}
      start={startTest(meta, object, first)}
      label={t("filter.title")}
      onApply={onAdd}
      onTree={onTree}
      button={(opener) => (
        <Button size="xs" variant="subtle" color="gray" leftSection={<Icon name="filter" size={14} />} {...opener}>
          {t("filter.title")}
        </Button>
      )}
    />
  );
}

interface TestPopupProps {
  object: ObjectSpec;
  start: Condition;
  label: string;
  button: (opener: object) => ReactElement;
  onApply: (next: Condition) => void;
  onTree?: () => void;
}

function TestPopup({ object, start, label, button, onApply, onTree }: TestPopupProps) {
  return (
    <Popup label={label} width={300} side="bottom-start" nested part={testPart} button={button}>
      {(close, { default: TestForm }) => (
        <TestForm object={object} start={start} onApply={onApply} onTree={onTree} onClose={close} />
      )}
    </Popup>
  );
}
