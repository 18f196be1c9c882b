/** How long records are kept: rules, and what each means now. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FieldCell } from "../../fields/parts.tsx";
import { inARow, useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, objectNamed, titleOf, useMeta } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useWrites } from "../../views/useWrites.ts";
import { RuleDrawer } from "./RuleDrawer.tsx";

export function Keeping({ rules }: { rules: ObjectSpec }) {
  const { t } = useWords();
  const [open, setOpen] = useState<{ row: Row | null } | null>(null);
  const list = useList(rules.plural, { limit: 100, sort: rules.sort });
  return (
    <>
      <div className="z-panel-head">
        <span className="z-grow">{t("privacy.keeping")}</span>
        <Button size="xs" onClick={() => setOpen({ row: null })}>
          {t("do.new", { what: rules.label })}
        </Button>
      </div>
      <p className="z-quiet zp-help">{t("privacy.keeping_help")}</p>
      {list.isError && !list.data ? (
        <Fault fault={list.error} retry={() => list.refetch()} />
      ) : !list.data ? (
        <Bones rows={2} />
      ) : list.data.rows.length === 0 ? (
        <Empty icon={rules.icon} title={t("privacy.keeping_none")} />
      ) : (
        <table className="zc-table">
          <tbody>
            {list.data.rows.map((row) => (
              <Rule key={row.id} rules={rules} row={row} onEdit={() => setOpen({ row })} />
            ))}
          </tbody>
        </table>
      )}
      {open && <RuleDrawer rules={rules} row={open.row} onClose={() => setOpen(null)} />}
    </>
  );
}

function Rule({ rules, row, onEdit }: { rules: ObjectSpec; row: Row; onEdit: () => void }) {
  const { t } = useWords();
  const meta = useMeta();
  const { remove } = useWrites(rules);
  const [asked, setAsked] = useState(false);
  const title = titleOf(rules, row);
  const shown = ["action", "active"].map((name) => fieldNamed(rules, name)).filter((one) => one !== undefined);
  return (
    <>
      <tr>
        <td>
          <button type="button" className="z-plain" style={{ fontWeight: 500 }} onClick={onEdit}>
            {title}
          </button>
        </td>
        <td>{objectNamed(meta, String(row.object))?.label ?? String(row.object)}</td>
        {shown.map((field) => (
          <td key={field.name}>
            <FieldCell field={field} value={row[field.name]} />
          </td>
        ))}
        <td className="zc-right">
          <IconButton
            icon="eye"
            size={26}
            label={`${t("privacy.preview")} ${title}`}
            onClick={() => setAsked(!asked)}
          />
          <IconButton icon="trash" size={26} label={`${t("do.delete")} ${title}`} onClick={() => remove(row)} />
        </td>
      </tr>
      {asked && (
        <tr>
          <td colSpan={5} className="z-quiet">
            <Means key={row.version} rule={row.id} />
          </td>
        </tr>
      )}
    </>
  );
}

function Means({ rule }: { rule: number }) {
  const { t, language } = useWords();
  const query = useQuery({ queryKey: ["keeping", rule], queryFn: () => api.keeping(rule), staleTime: 0 });
  if (query.isError) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!query.data) return <Bones rows={1} />;
  const some = inARow(
    query.data.rows.map((one) => one.title),
    language,
  );
  return query.data.count ? t("privacy.means", { n: grouped(query.data.count), some }) : t("privacy.means_none");
}
