/** What happens at entry: the rules, for whoever sets them. */
import { lazy, Suspense, useState } from "react";
import { FieldCell } from "../../fields/parts.tsx";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, objectNamed, titleOf, useMeta } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import { entryRulesOf } from "../../schema/roles.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useWrites } from "../../views/useWrites.ts";

const EntryRule = lazy(() => import("./EntryRule.tsx"));

export function Rules() {
  const rules = entryRulesOf(useMeta());
  return rules?.rights.read ? <Table rules={rules} /> : null;
}

function Table({ rules }: { rules: ObjectSpec }) {
  const { t } = useWords();
  const meta = useMeta();
  const { remove } = useWrites(rules);
  const [open, setOpen] = useState<{ row: Row | null } | null>(null);
  const list = useList(rules.plural, { limit: 100, sort: rules.sort });
  const shown = ["role", "through", "action", "least", "active"].flatMap((name) => fieldNamed(rules, name) ?? []);
  return (
    <section className="z-panel" style={{ marginTop: 28 }} aria-label={t("duplicates.rules")}>
      <div className="z-panel-head">
        <span className="z-grow">{t("duplicates.rules")}</span>
        {rules.rights.create && (
          <Button size="xs" onClick={() => setOpen({ row: null })}>
            {t("do.new", { what: rules.label })}
          </Button>
        )}
      </div>
      <p className="zd-why">{t("duplicates.rules_help")}</p>
      {list.isError && !list.data ? (
        <Fault fault={list.error} retry={() => list.refetch()} />
      ) : !list.data ? (
        <Bones rows={2} />
      ) : list.data.rows.length === 0 ? (
        <Empty icon={rules.icon} title={t("duplicates.no_rules")} />
      ) : (
        <div className="zd-records">
          <table className="z-table">
            <thead>
              <tr>
                <th>{fieldNamed(rules, "name")?.label}</th>
                <th>{fieldNamed(rules, "object")?.label}</th>
                {shown.map((one) => (
                  <th key={one.name}>{one.label}</th>
                ))}
                <th />
              </tr>
            </thead>
            <tbody>
              {list.data.rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <button type="button" className="z-plain" onClick={() => setOpen({ row })}>
                      {titleOf(rules, row)}
                    </button>
                  </td>
                  <td>{objectNamed(meta, String(row.object))?.label ?? String(row.object)}</td>
                  {shown.map((field) => (
                    <td key={field.name}>
                      <FieldCell field={field} value={row[field.name]} />
                    </td>
                  ))}
                  <td>
                    <IconButton
                      icon="trash"
                      size={26}
                      label={`${t("do.delete")} ${titleOf(rules, row)}`}
                      onClick={() => remove(row)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open && (
        <Suspense>
          <EntryRule rules={rules} row={open.row} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </section>
  );
}
