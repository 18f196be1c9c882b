/** The filters of a list as chips in words; each opens where it stands; the whole tree opens in the advanced editor. */
import { Button, Modal, Popover } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Condition, complete, isRelated, isTest, joined, parts } from "../../schema/condition.ts";
import { useMeta } from "../../schema/meta.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Icon } from "../../ui/Icon.tsx";
import { startTest, TestEditor } from "./Test.tsx";
import { asGroup, Tree } from "./Tree.tsx";
import { useConditionWords } from "./words.ts";
import "./filters.css";

interface Props {
  object: ObjectSpec;
  where: Condition | null;
  onChange: (where: Condition | null) => void;
}

export function FilterBar({ object, where, onChange }: Props) {
  const { t } = useTranslation();
  const [advanced, setAdvanced] = useState(false);
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
      {advanced && <TreeModal object={object} where={where} onChange={onChange} onClose={() => setAdvanced(false)} />}
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
  const { t } = useTranslation();
  const words = useConditionWords(value, object);
  const plain = isTest(value) || isRelated(value);
  const [open, setOpen] = useState(false);
  return (
    <span className="z-filter">
      {plain ? (
        <TestPopover object={object} start={value} open={open} setOpen={setOpen} onApply={onChange}>
          <button type="button" className="z-filter-words" onClick={() => setOpen(!open)} title={words}>
            {words}
          </button>
        </TestPopover>
      ) : (
        <button type="button" className="z-filter-words" onClick={onTree} title={words}>
          {words}
        </button>
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

function AddFilter({
  object,
  onAdd,
  onTree,
}: {
  object: ObjectSpec;
  onAdd: (next: Condition) => void;
  onTree: () => void;
}) {
  const { t } = useTranslation();
  const meta = useMeta();
  const [open, setOpen] = useState(false);
  const first =
    object.columns
      .map((name) => object.fields.find((one) => one.name === name))
      .find((one) => one && one.ops.length > 0 && one.options?.length)?.name ?? object.title_field;
  return (
    <TestPopover
      object={object}
      start={startTest(meta, object, first)}
      open={open}
      setOpen={setOpen}
      onApply={(next) => next && onAdd(next)}
      onTree={onTree}
    >
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        leftSection={<Icon name="filter" size={14} />}
        onClick={() => setOpen(!open)}
      >
        {t("filter.title")}
      </Button>
    </TestPopover>
  );
}

interface PopoverProps {
  object: ObjectSpec;
  start: Condition;
  open: boolean;
  setOpen: (open: boolean) => void;
  onApply: (next: Condition | null) => void;
  onTree?: () => void;
  children: React.ReactNode;
}

function TestPopover({ object, start, open, setOpen, onApply, onTree, children }: PopoverProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Condition>(start);
  const whole = JSON.stringify(start);
  useEffect(() => {
    if (open) setDraft(JSON.parse(whole));
  }, [open, whole]);
  useEffect(() => {
    if (!open) return;
    // The dropdowns of the fields inside are portals of their own: a click there is not a click outside.
    const outside = (event: MouseEvent) => {
      if (!(event.target as HTMLElement).closest("[data-portal], .mantine-Popover-dropdown, .z-filter")) setOpen(false);
    };
    document.addEventListener("mousedown", outside);
    return () => document.removeEventListener("mousedown", outside);
  }, [open, setOpen]);
  const apply = () => {
    if (!complete(draft)) return;
    onApply(draft);
    setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus width={300} closeOnClickOutside={false}>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown>
        <form
          className="z-col"
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
        >
          {(isTest(draft) || isRelated(draft)) && (
            <TestEditor object={object} test={draft} onChange={setDraft} compact />
          )}
          <div className="z-row">
            {onTree && (
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                onClick={() => {
                  setOpen(false);
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
      </Popover.Dropdown>
    </Popover>
  );
}

function TreeModal({ object, where, onChange, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Condition>(() => asGroup(where));
  const empty = "all" in draft && draft.all.length === 0;
  return (
    <Modal opened onClose={onClose} title={t("filter.advanced")} size={780}>
      <div className="z-col">
        <Tree object={object} value={draft} onChange={setDraft} />
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button
            disabled={!empty && !complete(draft)}
            onClick={() => {
              onChange(empty ? null : draft);
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
