/** All records of one kind that belong to a record, as a table. */

import { useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { useWords } from "../../lib/i18n.ts";
import { pathOf, titleOf, useObject } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import type { Backlink, ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { useDoings } from "../../views/doings.ts";
import { Grid } from "../../views/list/Grid.tsx";
import { Pager } from "../../views/list/Pager.tsx";
import { useSelection } from "../../views/list/selection.ts";
import { columnsOf } from "../../views/list/state.ts";
import { whereLinked } from "../../views/record/Related.tsx";
import { useWrites } from "../../views/useWrites.ts";

export function RelatedTab(props: { back: Backlink; parent: ObjectSpec; row: Row }) {
  const object = useObject(props.back.object);
  return object ? <Table {...props} object={object} /> : null;
}

function Table({ back, parent, row, object }: { back: Backlink; parent: ObjectSpec; row: Row; object: ObjectSpec }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const doings = useDoings();
  const { save, batch } = useWrites(object);
  const selection = useSelection();
  const [sort, setSort] = useState(object.sort);
  const [page, setPage] = useState(1);
  const columns = useMemo(
    () =>
      columnsOf(
        object,
        object.columns.filter((name) => name !== back.field),
      ),
    [object, back.field],
  );
  const list = useList(object.plural, {
    where: whereLinked(back, row.id),
    columns: columns.map((one) => one.name),
    sort,
    limit: 50,
    page,
  });
  const rows = list.data?.rows ?? [];
  if (list.isError) return <Fault fault={list.error} retry={() => list.refetch()} />;
  if (!list.data) return <Bones rows={6} />;
  const add = object.rights.create && (
    <Button
      size="xs"
      onClick={() => doings.create(object, { [back.field]: { id: row.id, title: titleOf(parent, row) } })}
    >
      {t("do.new", { what: object.label })}
    </Button>
  );
  if (rows.length === 0)
    return (
      <section className="z-panel">
        <Empty icon={object.icon} title={t("record.none", { what: object.label_plural })}>
          {add}
        </Empty>
      </section>
    );
  return (
    <section
      className="z-panel"
      style={{
        display: "flex",
        flexDirection: "column",
        height: Math.min(620, rows.length * 35 + 130),
        overflow: "hidden",
      }}
    >
      <div className="z-panel-head">
        <span className="z-grow">{back.label}</span>
        {add}
      </div>
      <Grid
        object={object}
        columns={columns}
        rows={rows}
        sort={sort}
        density="normal"
        selection={selection}
        open={null}
        stale={list.isPlaceholderData}
        onSort={setSort}
        onOpen={(one) => navigate(pathOf(object, one.id))}
        onPeek={(id) => navigate(pathOf(object, id))}
        onSave={save}
        onPaste={(pasted) =>
          void batch({
            mode: "update",
            rows: pasted.map((one) => ({ id: one.row.id, version: one.row.version, ...one.values })),
          })
        }
      />
      <Pager
        page={page}
        size={50}
        count={list.data.count}
        more={Boolean(list.data.next)}
        onPage={setPage}
        onSize={() => undefined}
      />
    </section>
  );
}
