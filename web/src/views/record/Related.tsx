/** Records that link here: a short list, with its count and a way to make one more. */

import { Link } from "react-router";
import { FieldCell } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, pathOf, titleOf, useObject } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import type { Backlink, Count, FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { Bones } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useDoings } from "../doings.ts";
import { countText } from "../list/Pager.tsx";

interface Props {
  back: Backlink;
  parent: ObjectSpec;
  row: Row;
  count?: Count;
  limit?: number;
}

export function whereLinked(back: Backlink, id: number) {
  return { field: back.field, op: "is", value: id };
}

export function Related({ back, parent, row, count, limit = 5 }: Props) {
  const { t } = useWords();
  const doings = useDoings();
  const object = useObject(back.object);
  const columns = object?.columns.filter((name) => name !== back.field).slice(0, 4) ?? [];
  const list = useList(
    back.plural,
    {
      where: whereLinked(back, row.id),
      columns: [...new Set([object?.title_field ?? "name", ...columns])],
      sort: object?.sort,
      limit,
      count: 0,
    },
    Boolean(object?.rights.read) && count?.value !== 0,
  );
  if (!object?.rights.read) return null;
  const rows = list.data?.rows ?? [];
  const more = `/${back.plural}?where=${encodeURIComponent(JSON.stringify(whereLinked(back, row.id)))}`;
  return (
    <section className="z-panel">
      <div className="z-panel-head">
        <Icon name={object.icon} size={15} />
        <span className="z-grow">
          {back.label} <span className="z-quiet z-num">{count ? countText(count) : ""}</span>
        </span>
        {object.rights.create && (
          <IconButton
            icon="plus"
            size={24}
            iconSize={15}
            label={t("do.new", { what: object.label })}
            onClick={() => doings.create(object, { [back.field]: { id: row.id, title: titleOf(parent, row) } })}
          />
        )}
      </div>
      {list.isPending && count?.value !== 0 ? (
        <Bones rows={2} />
      ) : rows.length === 0 ? (
        <div className="z-panel-body z-quiet">{t("record.none", { what: object.label_plural })}</div>
      ) : (
        <>
          {rows.map((one) => (
            <Link key={one.id} className="zr-related" to={pathOf(object, one.id)}>
              <div className="z-clip" style={{ fontWeight: 500 }}>
                {titleOf(object, one)}
              </div>
              <Details object={object} row={one} columns={columns} />
            </Link>
          ))}
          {(count ? count.value > rows.length : Boolean(list.data?.next)) && (
            <Link to={more} className="zr-related" style={{ color: "var(--z-accent)" }}>
              {t("do.show_all")}
            </Link>
          )}
        </>
      )}
    </section>
  );
}

const ELSEWHERE = ["phone", "email", "url", "link"];

/** What else is worth knowing at a glance; nothing, when there is nothing. */
function Details({ object, row, columns }: { object: ObjectSpec; row: Row; columns: string[] }) {
  const shown = columns
    .map((name) => fieldNamed(object, name))
    .filter((one): one is FieldSpec => Boolean(one) && one?.name !== object.title_field)
    .filter((one) => !blank(row[one.name]) && !ELSEWHERE.includes(one.kind))
    .slice(0, 3);
  if (shown.length === 0) return null;
  return (
    <div className="z-row z-quiet" style={{ gap: 10, overflow: "hidden", height: 20, flexWrap: "wrap" }}>
      {shown.map((field) => (
        <FieldCell key={field.name} field={field} value={row[field.name]} />
      ))}
    </div>
  );
}
