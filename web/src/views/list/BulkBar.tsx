/** What can be done with the selected records: the effect is shown before, Undo is offered after. */
import { Button, Menu, Modal, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldInput } from "../../fields/parts.tsx";
import { grouped } from "../../lib/numbers.ts";
import type { BatchBody } from "../../schema/api.ts";
import type { Condition } from "../../schema/condition.ts";
import { ownerField, writable } from "../../schema/meta.ts";
import type { Count, FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { ask } from "../../ui/ask.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useDoings } from "../doings.ts";
import { useWrites } from "../useWrites.ts";
import { countText } from "./Pager.tsx";
import type { Selection } from "./selection.ts";

interface Props {
  object: ObjectSpec;
  selection: Selection;
  rows: Row[];
  where: Condition | null;
  q: string;
  sort: string;
  columns: string[];
  count: Count | null | undefined;
}

export function BulkBar({ object, selection, rows, where, q, sort, columns, count }: Props) {
  const { t } = useTranslation();
  const { batch } = useWrites(object);
  const doings = useDoings();
  const [editing, setEditing] = useState<FieldSpec | "any" | null>(null);
  const ids = [...selection.ids];
  const howMany = selection.all ? countText(count) : grouped(ids.length);
  const pageChosen = rows.length > 0 && rows.every((row) => selection.ids.has(row.id));
  const owner = ownerField(object);
  const tags = object.fields.find((one) => one.kind === "tags" && writable(one));

  const everything: Condition = where ?? { all: [] };
  const known = ids.every((id) => rows.some((row) => row.id === id));
  /** Tags are added to those that are there, as long as these are on this page to be seen. */
  const mayAdd = !selection.all && known;
  const withTags = (field: FieldSpec, added: unknown) =>
    rows
      .filter((row) => selection.ids.has(row.id))
      .map((row) => ({
        id: row.id,
        [field.name]: [...new Set([...((row[field.name] ?? []) as string[]), ...(added as string[])])],
      }));
  const run = async (mode: BatchBody["mode"], values?: Record<string, unknown>) => {
    if (tags && mayAdd && editing === tags && values && columns.includes(tags.name)) {
      if (await batch({ mode, rows: withTags(tags, values[tags.name] ?? []) })) selection.clear();
      return;
    }
    const body: BatchBody = selection.all
      ? { mode, where: everything, q: q || undefined, values }
      : { mode, rows: ids.map((id) => ({ id, ...values })) };
    const result = await batch(body);
    if (result) selection.clear();
  };
  const remove = async () => {
    const sure = await ask({
      title: t("ask.bulk_delete", { n: howMany, what: object.label }),
      body: t("ask.delete_body"),
      confirm: t("do.delete"),
      danger: true,
    });
    if (sure) await run("delete");
  };
  const takeOut = () => {
    const only: Condition = selection.all
      ? everything
      : { any: ids.map((id) => ({ field: "id", op: "=", value: id })) };
    doings.export(object, {
      where: selection.all && !where ? null : only,
      q: selection.all ? q : undefined,
      sort,
      columns,
    });
  };

  return (
    <section className="zl-bulk" aria-label={t("bulk.title")}>
      <span className="z-num" aria-live="polite" style={{ fontWeight: 600 }}>
        {t("bulk.selected", { n: howMany })}
      </span>
      {pageChosen && !selection.all && count && count.value > rows.length && (
        <Button size="xs" variant="subtle" onClick={selection.everything}>
          {t("bulk.select_all", { n: countText(count) })}
        </Button>
      )}
      <span className="z-grow" />
      {object.rights.update && object.rights.bulk && (
        <>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="edit" size={14} />}
            onClick={() => setEditing("any")}
          >
            {t("bulk.edit")}
          </Button>
          {owner && writable(owner) && (
            <Button
              size="xs"
              variant="default"
              leftSection={<Icon name="user-circle" size={14} />}
              onClick={() => setEditing(owner)}
            >
              {t("bulk.assign")}
            </Button>
          )}
          {tags && (
            <Button
              size="xs"
              variant="default"
              leftSection={<Icon name="tag" size={14} />}
              onClick={() => setEditing(tags)}
            >
              {t("bulk.tag")}
            </Button>
          )}
        </>
      )}
      <Menu>
        <Menu.Target>
          <IconButton icon="dots" label={t("do.more")} variant="default" size={28} />
        </Menu.Target>
        <Menu.Dropdown>
          {object.rights.export && (
            <Menu.Item leftSection={<Icon name="download" size={15} />} onClick={takeOut}>
              {t("do.export")}
            </Menu.Item>
          )}
          {object.rights.delete && object.rights.bulk && (
            <Menu.Item color="red" leftSection={<Icon name="trash" size={15} />} onClick={remove}>
              {t("do.delete")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <IconButton icon="x" label={t("bulk.clear")} onClick={selection.clear} />
      {editing && (
        <BulkEdit
          object={object}
          field={editing === "any" ? null : editing}
          howMany={howMany}
          adds={editing === tags && mayAdd && columns.includes(tags?.name ?? "")}
          rows={rows.filter((row) => selection.has(row.id))}
          onClose={() => setEditing(null)}
          onRun={(values) => run("update", values)}
        />
      )}
    </section>
  );
}

interface EditProps {
  object: ObjectSpec;
  field: FieldSpec | null;
  howMany: string;
  adds: boolean;
  rows: Row[];
  onClose: () => void;
  onRun: (values: Record<string, unknown>) => Promise<void>;
}

function BulkEdit({ object, field: fixed, howMany, adds, rows, onClose, onRun }: EditProps) {
  const { t } = useTranslation();
  const choices = object.fields.filter((one) => writable(one) && !one.unique && !["file", "json"].includes(one.kind));
  const [name, setName] = useState(fixed?.name ?? choices[0]?.name ?? "");
  const [value, setValue] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const field = choices.find((one) => one.name === name) ?? fixed;
  const same = rows.filter((row) => JSON.stringify(row[name] ?? null) === JSON.stringify(value ?? null)).length;
  const empty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  const submit = async () => {
    setBusy(true);
    await onRun({ [name]: value === "" ? null : value });
    setBusy(false);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t("bulk.edit_title", { n: howMany, what: object.label })} size={440}>
      <form
        className="z-col"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Select
          label={t("bulk.field")}
          searchable
          allowDeselect={false}
          disabled={Boolean(fixed)}
          data={choices.map((one) => ({ value: one.name, label: one.label }))}
          value={name}
          onChange={(next) => {
            setName(next ?? name);
            setValue(null);
          }}
        />
        {field && (
          <div>
            <label
              htmlFor="bulk-value"
              style={{ display: "block", marginBottom: 4, fontWeight: 500, color: "var(--z-ink-2)" }}
            >
              {t("bulk.value")}
            </label>
            <FieldInput key={name} id="bulk-value" field={field} value={value} onChange={setValue} autoFocus />
          </div>
        )}
        <p className="z-quiet" style={{ margin: 0 }}>
          {adds
            ? t("bulk.effect_add", { n: howMany })
            : empty && field
              ? t("bulk.effect_clear", { n: howMany, field: field.label })
              : t("bulk.effect", { n: howMany })}
          {!adds && same > 0 && ` ${t("bulk.same", { n: same })}`}
        </p>
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={!field || (empty && field.required)}>
            {t("bulk.run", { n: howMany })}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
