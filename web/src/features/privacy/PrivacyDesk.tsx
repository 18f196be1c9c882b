/** The privacy desk: requests that wait for an answer, and what is kept of people. */

import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { Link } from "react-router";
import { FieldCell } from "../../fields/parts.tsx";
import { today } from "../../lib/dates.ts";
import { inARow, useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, titleOf, useMeta } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import { keepingOf, requestsOf, type TaskShape } from "../../schema/roles.ts";
import type { Inventory } from "../../schema/types.ts";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Keeping } from "./Keeping.tsx";
import "./privacy.css";

export default function PrivacyDesk() {
  const { t } = useWords();
  const meta = useMeta();
  const requests = requestsOf(meta);
  const rules = keepingOf(meta);
  return (
    <>
      {requests && <Due requests={requests} />}
      {rules && <Keeping rules={rules} />}
      <div className="z-panel-head">
        <span className="z-grow">{t("privacy.inventory")}</span>
        <a className="z-row" href={api.inventoryFile} download>
          <Icon name="download" size={15} /> {t("do.download")}
        </a>
      </div>
      <p className="z-quiet zp-help">{t("privacy.inventory_help")}</p>
      <Fields />
    </>
  );
}

function Due({ requests }: { requests: TaskShape }) {
  const { t } = useWords();
  const { object, status, due, done, dropped } = requests;
  const closed = [done, dropped].filter((one) => one !== null);
  const list = useList(object.plural, {
    where: { field: status.name, op: "none_of", value: closed },
    sort: due.name,
    limit: 100,
  });
  const now = today();
  const shown = [due, status, fieldNamed(object, "kind"), requests.about, requests.owner];
  return (
    <>
      <div className="z-panel-head">
        <span className="z-grow">{t("privacy.due")}</span>
        <Link to={`/${object.plural}`}>{object.label_plural}</Link>
      </div>
      {list.isError && !list.data ? (
        <Fault fault={list.error} retry={() => list.refetch()} />
      ) : !list.data ? (
        <Bones rows={3} />
      ) : list.data.rows.length === 0 ? (
        <Empty icon="check" title={t("privacy.none_due")} />
      ) : (
        <table className="zc-table">
          <tbody>
            {list.data.rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link to={`/${object.plural}/${row.id}`}>{titleOf(object, row)}</Link>
                </td>
                {shown
                  .filter((one) => one !== undefined)
                  .map((field) => (
                    <td key={field.name}>
                      <FieldCell field={field} value={row[field.name]} />
                      {field === due && String(row[due.name]) < now && (
                        <span className="zp-late"> {t("privacy.overdue")}</span>
                      )}
                    </td>
                  ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Fields() {
  const { t } = useWords();
  const query = useQuery({ queryKey: ["inventory"], queryFn: api.inventory });
  if (query.isError) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!query.data) return <Bones rows={10} />;
  const objects = [...new Set(query.data.map((one) => one.object))];
  return (
    <div style={{ overflowX: "auto" }}>
      <table className="zc-table">
        <thead>
          <tr>
            {["field", "sensitivity", "purpose", "sealed", "who"].map((one) => (
              <th key={one}>{t(`privacy.${one}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {objects.map((name) => (
            <Part key={name} rows={query.data.filter((one) => one.object === name)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Part({ rows }: { rows: Inventory }) {
  const { t, language } = useWords();
  return (
    <Fragment>
      <tr>
        <th colSpan={5} scope="rowgroup">
          <strong>{rows[0]?.object_label}</strong>
        </th>
      </tr>
      {rows.map((one) => (
        <tr key={one.field}>
          <td>{one.label}</td>
          <td className={`zp-level zp-${one.sensitivity}`}>{one.sensitivity_label}</td>
          <td>{one.purpose_label}</td>
          <td>{one.sealed && t("kind.yes")}</td>
          <td>{inARow([...one.whole, ...one.masked.map((who) => t("privacy.masked", { who }))], language)}</td>
        </tr>
      ))}
    </Fragment>
  );
}
