/** The records of a settings object as a plain table: make, edit, delete. */

import type { ReactNode } from "react";
import { FieldCell } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, objectNamed, titleOf, useMeta } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useDoings } from "../doings.ts";
import { useWrites } from "../useWrites.ts";
import { columnsOf } from "./state.ts";

interface Props {
  object: ObjectSpec;
  columns?: string[];
  onNew?: () => void;
  onEdit?: (row: Row) => void;
  head?: ReactNode;
  keep?: (row: Row) => boolean;
  /** More to do with a row. */
  extra?: (row: Row) => ReactNode;
}

export function ObjectTable({ object, columns, onNew, onEdit, head, keep, extra }: Props) {
  const { t } = useWords();
  const doings = useDoings();
  const { remove } = useWrites(object);
  const inLanguage = (name: string) => (name === object.title_field ? (object.title_in ?? name) : name);
  const shown: FieldSpec[] = columns
    ? columns.map((name) => fieldNamed(object, inLanguage(name))).filter((one): one is FieldSpec => Boolean(one))
    : columnsOf(object, object.columns);
  const list = useList(object.plural, { limit: 200, sort: object.sort });
  const rows = (list.data?.rows ?? []).filter((row) => keep?.(row) ?? true);
  const edit = (row: Row) => (onEdit ? onEdit(row) : doings.edit(object, row.id));
  return (
    <>
      <div className="z-panel-head">
        <span className="z-grow z-row">
          {object.label_plural} {head}
        </span>
        {object.rights.create && (
          <Button size="xs" onClick={() => (onNew ? onNew() : doings.create(object))}>
            {t("do.new", { what: object.label })}
          </Button>
        )}
      </div>
      {list.isError && !list.data ? (
        <Fault fault={list.error} retry={() => list.refetch()} />
      ) : !list.data ? (
        <Bones rows={5} />
      ) : rows.length === 0 ? (
        <Empty icon={object.icon} title={t("list.empty", { what: object.label })} />
      ) : (
        <div style={{ overflowX: "auto" }}>
          <table className="zc-table">
            <thead>
              <tr>
                {shown.map((field) => (
                  <th key={field.name}>{field.label}</th>
                ))}
                <th>
                  <span className="z-hidden">{t("do.more")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  {shown.map((field, index) => (
                    <td key={field.name}>
                      {index === 0 ? (
                        <button type="button" className="z-plain" style={{ fontWeight: 500 }} onClick={() => edit(row)}>
                          {blank(row[field.name]) ? titleOf(object, row) : <Cell field={field} row={row} />}
                        </button>
                      ) : (
                        <Cell field={field} row={row} />
                      )}
                    </td>
                  ))}
                  <td className="zc-right">
                    {extra?.(row)}
                    {object.rights.update && (
                      <IconButton
                        icon="edit"
                        size={26}
                        iconSize={15}
                        label={`${t("do.edit")} ${titleOf(object, row)}`}
                        onClick={() => edit(row)}
                      />
                    )}
                    {object.rights.delete && (
                      <IconButton
                        icon="trash"
                        size={26}
                        iconSize={15}
                        label={`${t("do.delete")} ${titleOf(object, row)}`}
                        onClick={() => remove(row)}
                      />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** A value; where it names an object, what that is called. */
function Cell({ field, row }: { field: FieldSpec; row: Row }) {
  const meta = useMeta();
  const named = field.name === "object" ? objectNamed(meta, String(row[field.name])) : undefined;
  return named ? <span>{named.label}</span> : <FieldCell field={field} value={row[field.name]} />;
}
