/** Web forms: what they ask, where they are found, how they do. */
import { useState } from "react";
import { FieldCell } from "../../fields/parts.tsx";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, objectNamed, titleOf, useMeta } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useWrites } from "../../views/useWrites.ts";
import { Builder } from "./Builder.tsx";
import { Share } from "./Share.tsx";
import "./forms.css";

type Open = { what: "edit"; row: Row | null } | { what: "share"; row: Row };

export default function WebForms({ object }: { object: ObjectSpec }) {
  const { t } = useWords();
  const [open, setOpen] = useState<Open | null>(null);
  const list = useList(object.plural, { limit: 200, sort: object.sort });
  return (
    <>
      <div className="z-panel-head">
        <span className="z-grow">{object.label_plural}</span>
        <Button size="xs" onClick={() => setOpen({ what: "edit", row: null })}>
          {t("do.new", { what: object.label })}
        </Button>
      </div>
      <p className="z-quiet zf-about-them">{t("forms.help")}</p>
      {list.isError && !list.data ? (
        <Fault fault={list.error} retry={() => list.refetch()} />
      ) : !list.data ? (
        <Bones rows={3} />
      ) : list.data.rows.length === 0 ? (
        <Empty icon={object.icon} title={t("forms.none")} />
      ) : (
        <div style={{ overflowX: "auto" }}>
          <table className="zc-table">
            <tbody>
              {list.data.rows.map((row) => (
                <Line key={row.id} object={object} row={row} onOpen={setOpen} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open?.what === "edit" && <Builder object={object} row={open.row} onClose={() => setOpen(null)} />}
      {open?.what === "share" && <Share object={object} row={open.row} onClose={() => setOpen(null)} />}
    </>
  );
}

function Line({ object, row, onOpen }: { object: ObjectSpec; row: Row; onOpen: (open: Open) => void }) {
  const { t } = useWords();
  const meta = useMeta();
  const { remove } = useWrites(object);
  const title = titleOf(object, row);
  const active = fieldNamed(object, "active");
  return (
    <tr>
      <td>
        <button
          type="button"
          className="z-plain"
          style={{ fontWeight: 500 }}
          onClick={() => onOpen({ what: "edit", row })}
        >
          {title}
        </button>
      </td>
      <td>{objectNamed(meta, String(row.object))?.label ?? String(row.object)}</td>
      <td>{active && <FieldCell field={active} value={row.active} />}</td>
      <td className="zc-right">
        <IconButton
          icon="external-link"
          size={26}
          label={`${t("forms.share")} ${title}`}
          onClick={() => onOpen({ what: "share", row })}
        />
        <IconButton icon="trash" size={26} label={`${t("do.delete")} ${title}`} onClick={() => remove(row)} />
      </td>
    </tr>
  );
}
