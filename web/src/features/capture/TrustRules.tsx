/** Which suggestions are taken without a person: a table of rules, each for one field. */
import { lazy, Suspense, useState } from "react";
import { FieldCell } from "../../fields/parts.tsx";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, objectNamed, useMeta } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useWrites } from "../../views/useWrites.ts";

const TrustDrawer = lazy(() => import("./TrustDrawer.tsx"));

export function TrustRules({ rules }: { rules: ObjectSpec }) {
  const { t } = useWords();
  const [open, setOpen] = useState<{ row: Row | null } | null>(null);
  const list = useList(rules.plural, { limit: 200, sort: rules.sort });
  return (
    <>
      <div className="z-panel-head">
        <span className="z-grow">{rules.label_plural}</span>
        {rules.rights.create && (
          <Button size="xs" onClick={() => setOpen({ row: null })}>
            {t("do.new", { what: rules.label })}
          </Button>
        )}
      </div>
      <p className="z-quiet" style={{ padding: "10px 16px 0" }}>
        {t("capture.trust_help")}
      </p>
      {list.isError && !list.data ? (
        <Fault fault={list.error} retry={() => list.refetch()} />
      ) : !list.data ? (
        <Bones rows={2} />
      ) : list.data.rows.length === 0 ? (
        <Empty icon={rules.icon} title={t("capture.trust_none")} />
      ) : (
        <table className="zc-table">
          <tbody>
            {list.data.rows.map((row) => (
              <Rule key={row.id} rules={rules} row={row} onEdit={() => setOpen({ row })} />
            ))}
          </tbody>
        </table>
      )}
      {open && (
        <Suspense fallback={null}>
          <TrustDrawer rules={rules} row={open.row} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  );
}

function Rule({ rules, row, onEdit }: { rules: ObjectSpec; row: Row; onEdit: () => void }) {
  const { t } = useWords();
  const meta = useMeta();
  const { remove } = useWrites(rules);
  const trust = fieldNamed(rules, "trust");
  const about = objectNamed(meta, String(row.object));
  const field = about && fieldNamed(about, String(row.field));
  const title = `${about?.label ?? String(row.object)} · ${field?.label ?? String(row.field)}`;
  return (
    <tr>
      <td>
        <button type="button" className="z-plain" style={{ fontWeight: 500 }} onClick={onEdit}>
          {title}
        </button>
      </td>
      <td>{trust && <FieldCell field={trust} value={row.trust} />}</td>
      <td className="zc-right">
        {rules.rights.delete && (
          <IconButton icon="trash" size={26} label={`${t("do.delete")} ${title}`} onClick={() => remove(row)} />
        )}
      </td>
    </tr>
  );
}
