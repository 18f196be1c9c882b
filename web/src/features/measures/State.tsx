/** How fresh a measure is, and what uses it: while anything does, it stays. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { ago } from "../../lib/dates.ts";
import { inARow, useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";

export function State({ measures, row }: { measures: ObjectSpec; row: Row }) {
  const { t, language } = useWords();
  const meta = useMeta();
  const details = useQuery({
    queryKey: ["about", measures.plural, row.id, "details"],
    queryFn: () => api.measureDetails(row.id),
  }).data;
  const uses = useQuery({
    queryKey: ["about", measures.plural, row.id, "uses"],
    queryFn: () => api.uses(measures.plural, row.id),
  }).data;
  return (
    <div className="zm-state">
      {details && (
        <span className="z-quiet">
          {!row.active
            ? t("measures.off")
            : !details.understood
              ? t("measures.lost")
              : details.computed_at
                ? t("measures.fresh", { at: ago(details.computed_at, t) })
                : t("measures.never")}{" "}
          {details.by_time && t("measures.by_time")}
        </span>
      )}
      {uses && (
        <span className="z-quiet">
          {uses.rows.length === 0 ? t("measures.unused") : t("measures.used_by")}{" "}
          {uses.rows.map((one, index) => (
            <span key={`${one.object} ${one.id}`}>
              {index > 0 && inARow(["", ""], language)}
              {one.label}{" "}
              {objectNamed(meta, one.object)?.settings === false ? (
                <Link to={`/${one.plural}/${one.id}`}>{one.title}</Link>
              ) : (
                one.title
              )}
            </span>
          ))}
        </span>
      )}
    </div>
  );
}
