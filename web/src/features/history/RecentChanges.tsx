/** The change sets of the company, newest first, each with Undo. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { ShowMore } from "../../ui/ShowMore.tsx";
import { useDoings } from "../../views/doings.ts";
import "./history.css";

export function RecentChanges() {
  const { t } = useWords();
  const meta = useMeta();
  const doings = useDoings();
  const query = useInfiniteQuery({
    queryKey: ["changes"],
    queryFn: ({ pageParam }) => api.changes(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  if (query.isError) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!query.data) return <Bones rows={8} />;
  const rows = query.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <Empty icon="history" title={t("history.none")} />;
  return (
    <div>
      {rows.map((set) => {
        const object = objectNamed(meta, set.object);
        return (
          <div key={set.id} className="zh-set z-row">
            <Avatar name={set.by?.title ?? "?"} />
            <strong style={{ fontWeight: 600 }}>{set.by?.title ?? t("history.system")}</strong>
            <span className="z-clip z-grow">
              {t(`history.verb.${set.verb}`, { defaultValue: set.verb })} {object?.label ?? set.label}{" "}
              {set.records !== 1 && <span className="z-num">× {grouped(set.records)}</span>}{" "}
              <span className="z-quiet">· {t(`history.via.${set.via}`, { defaultValue: set.via })}</span>
            </span>
            <time className="z-quiet z-num">{minuteOf(set.at)}</time>
            {set.undone_records > 0 && (
              <span className="z-quiet z-num">
                {set.undone
                  ? t("history.undone")
                  : t("history.partly", { n: grouped(set.undone_records), all: grouped(set.records) })}
              </span>
            )}
            {set.undoable && (
              <Button size="xs" variant="subtle" onClick={() => doings.undo(set.id)}>
                {t("do.undo")}
              </Button>
            )}
          </div>
        );
      })}
      <ShowMore pages={query} />
    </div>
  );
}
