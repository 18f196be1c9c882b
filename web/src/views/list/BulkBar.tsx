/** What can be done with the selected records: the effect is shown before, Undo is offered after. */

import { lazy, Suspense, useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api, type BatchBody } from "../../schema/api.ts";
import type { Condition } from "../../schema/condition.ts";
import { ownerField, useMeta, writable } from "../../schema/meta.ts";
import { segmentsOf } from "../../schema/roles.ts";
import type { Count, FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { ask } from "../../ui/ask.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Popup.tsx";
import { useDoings } from "../doings.ts";
import { useWrites } from "../useWrites.ts";
import { countText } from "./Pager.tsx";
import type { Selection } from "./selection.ts";

const BulkEdit = lazy(() => import("./BulkEdit.tsx"));

/** More records than these are changed in the background, with progress. */
const AT_ONCE = 500;
/** Records that can be compared on one screen, to merge them. */
const SIDE_BY_SIDE = 5;

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
  const { t } = useWords();
  const { batch, tell } = useWrites(object);
  const doings = useDoings();
  const [editing, setEditing] = useState<FieldSpec | "any" | null>(null);
  const ids = [...selection.ids];
  const howMany = selection.all ? countText(count) : grouped(ids.length);
  const pageChosen = rows.length > 0 && rows.every((row) => selection.ids.has(row.id));
  const owner = ownerField(object);
  const tags = object.fields.find((one) => one.kind === "tags" && writable(one));

  const may = object.rights.update && object.rights.delete && !object.settings;
  const segments = segmentsOf(useMeta());
  const gathers = !selection.all && !object.settings && object !== segments && segments?.rights.update;
  const mergeable = may && !selection.all && ids.length > 1 && ids.length <= SIDE_BY_SIDE;

  const everything: Condition = where ?? { all: [] };
  const run = async (mode: BatchBody["mode"], values?: Record<string, unknown>) => {
    const matching = { mode, where: everything, q: q || undefined, values };
    if (selection.all && (!count?.exact || count.value > AT_ONCE)) {
      try {
        doings.begun((await api.bulk(object.plural, matching)).job);
        selection.clear();
      } catch (fault) {
        tell(fault);
      }
      return;
    }
    const body: BatchBody = selection.all ? matching : { mode, rows: ids.map((id) => ({ id, ...values })) };
    if (await batch(body)) selection.clear();
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
          {owner && writable(owner) && object.rights.assign && (
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
      {mergeable && (
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="arrow-merge" size={14} />}
          onClick={() => doings.merge(object, ids, selection.clear)}
        >
          {t("bulk.merge")}
        </Button>
      )}
      <Menu
        label={t("do.more")}
        button={(opener) => <IconButton icon="dots" label={t("do.more")} variant="default" size={28} {...opener} />}
        lines={() => [
          gathers && {
            label: t("bulk.gather"),
            icon: "users-group",
            run: () => doings.gather(object, ids, selection.clear),
          },
          object.rights.export && { label: t("do.export"), icon: "download", run: takeOut },
          object.rights.delete &&
            object.rights.bulk && { label: t("do.delete"), icon: "trash", danger: true, run: () => void remove() },
        ]}
      />
      <IconButton icon="x" label={t("bulk.clear")} onClick={selection.clear} />
      <Suspense fallback={null}>
        {editing && (
          <BulkEdit
            object={object}
            field={editing === "any" ? null : editing}
            howMany={howMany}
            rows={rows.filter((row) => selection.has(row.id))}
            onClose={() => setEditing(null)}
            onRun={(values) => run("update", values)}
          />
        )}
      </Suspense>
    </section>
  );
}
