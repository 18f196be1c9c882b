/** Who looked at masked values of one's records; administrators see it of all. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, pathOf, useMeta } from "../../schema/meta.ts";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { ShowMore } from "../../ui/ShowMore.tsx";

export default function Reveals() {
  const { t } = useWords();
  const meta = useMeta();
  const query = useInfiniteQuery({
    queryKey: ["reveals"],
    queryFn: ({ pageParam }) => api.reveals(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <div className="z-panel-head">
        <span className="z-grow">{t("settings.reveals")}</span>
      </div>
      <p className="z-quiet" style={{ padding: "0 16px" }}>
        {t(meta.me.admin ? "settings.reveals_all" : "settings.reveals_mine")}
      </p>
      {query.isError ? (
        <Fault fault={query.error} retry={() => query.refetch()} />
      ) : !query.data ? (
        <Bones rows={6} />
      ) : rows.length === 0 ? (
        <Empty icon="eye" title={t("settings.reveals_none")} />
      ) : (
        <div style={{ overflowX: "auto" }}>
          <table className="zc-table zc-log">
            <thead>
              <tr>
                <th>{t("settings.audit_when")}</th>
                <th>{t("settings.audit_who")}</th>
                <th>{t("settings.reveals_record")}</th>
                <th>{t("settings.reveals_field")}</th>
                <th>{t("settings.reveals_reason")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => {
                const object = objectNamed(meta, one.object);
                return (
                  <tr key={one.id}>
                    <td className="z-num">{minuteOf(one.at)}</td>
                    <td>{one.by?.title ?? t("history.system")}</td>
                    <td>
                      {one.label} ·{" "}
                      {object ? <Link to={pathOf(object, one.record.id)}>{one.record.title}</Link> : one.record.title}
                    </td>
                    <td>{one.field_label}</td>
                    <td className="z-quiet">{one.reason ?? "—"}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <ShowMore pages={query} />
    </>
  );
}
