/** What happened besides edits of records - sign-ins, tokens, exports - newest first; administrators see it. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, pathOf, useMeta } from "../../schema/meta.ts";
import type { AuditEntry } from "../../schema/types.ts";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { Select } from "../../ui/mantine.ts";
import { ShowMore } from "../../ui/ShowMore.tsx";

const GROUPS = {
  sign_in: "sign_in.done,sign_in.failed,sign_in.ended",
  secrets: "password.changed,password.given,token.made,token.revoked",
  reveals: "secret.revealed",
  keys: "keys.renewed,keys.wrapped",
  views: "view_as.begun,view_as.ended",
  exports: "export.made",
  team: "team.changed,team.left",
  settings: "settings.changed",
  privacy: "privacy.exported,privacy.erased,retention.ran",
} as const;

export default function Audit() {
  const { t } = useWords();
  const [group, setGroup] = useState<keyof typeof GROUPS | null>(null);
  const query = useInfiniteQuery({
    queryKey: ["audit", group],
    queryFn: ({ pageParam }) => api.audit(pageParam, group ? GROUPS[group] : undefined),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <div className="z-panel-head">
        <span className="z-grow">{t("settings.audit")}</span>
        <Select
          size="xs"
          w={170}
          aria-label={t("settings.audit_kind")}
          clearable
          placeholder={t("settings.audit_all")}
          data={Object.keys(GROUPS).map((one) => ({ value: one, label: t(`settings.audit_kinds.${one}`) }))}
          value={group}
          onChange={(next) => setGroup(next as keyof typeof GROUPS | null)}
        />
      </div>
      {query.isError ? (
        <Fault fault={query.error} retry={() => query.refetch()} />
      ) : !query.data ? (
        <Bones rows={8} />
      ) : rows.length === 0 ? (
        <Empty icon="history" title={t("settings.audit_none")} />
      ) : (
        <div style={{ overflowX: "auto" }}>
          <table className="zc-table zc-log">
            <thead>
              <tr>
                <th>{t("settings.audit_when")}</th>
                <th>{t("settings.audit_who")}</th>
                <th>{t("settings.audit_what")}</th>
                <th>{t("settings.audit_more")}</th>
                <th>{t("settings.audit_where")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <tr key={one.id}>
                  <td className="z-num">{minuteOf(one.at)}</td>
                  <td>{one.by?.title ?? t("history.system")}</td>
                  <td style={one.kind === "sign_in.failed" ? { color: "var(--z-danger)" } : undefined}>{one.label}</td>
                  <td>
                    <More entry={one} />
                  </td>
                  <td className="z-quiet">{one.address ?? t(`history.via.${one.via}`, { defaultValue: one.via })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ShowMore pages={query} />
    </>
  );
}

interface Told {
  object?: string;
  record?: number;
  field?: string;
  reason?: string | null;
  rows?: number;
  name?: string;
}

function More({ entry }: { entry: AuditEntry }) {
  const { t } = useWords();
  const meta = useMeta();
  const told = entry.data as Told;
  const object = told.object ? objectNamed(meta, told.object) : undefined;
  if (told.object && told.rows !== undefined)
    return t("settings.audit_rows", { what: object?.label_plural ?? told.object, n: grouped(told.rows) });
  if (!told.record) return told.name ?? null;
  const record = `${object?.label ?? told.object} #${told.record}`;
  const field = object?.fields.find((one) => one.name === told.field)?.label ?? told.field;
  return (
    <>
      {object ? <Link to={pathOf(object, told.record)}>{record}</Link> : record}
      {[field, told.reason].filter(Boolean).map((part) => ` · ${part}`)}
    </>
  );
}
