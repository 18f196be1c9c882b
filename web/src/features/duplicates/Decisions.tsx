/** What was called different: who said so and when, to be taken back. */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { titleOf } from "../../schema/meta.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { GroupRecords } from "./GroupRecords.tsx";
import { usePerform } from "./perform.ts";

export function Decisions({ object }: { object: ObjectSpec }) {
  const { t } = useWords();
  const client = useQueryClient();
  const perform = usePerform(() => void client.invalidateQueries({ queryKey: ["duplicates"] }));
  const list = useInfiniteQuery({
    queryKey: ["duplicates", object.name, "different"],
    queryFn: ({ pageParam }) => api.decisions({ object: object.name, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (list.isError) return <Fault fault={list.error} retry={() => list.refetch()} />;
  if (!list.data) return <Bones rows={10} />;
  const decisions = list.data.pages.flatMap((page) => page.decisions);
  return (
    <>
      {decisions.length === 0 && !list.hasNextPage && <Empty icon="copy" title={t("duplicates.none_different")} />}
      {decisions.map((one) => (
        <section key={one.at} className="z-panel zd-group" aria-label={titleOf(object, one.records[0]!)}>
          <div className="z-panel-head">
            <span className="z-quiet">
              {t("duplicates.decided", { who: one.by?.title ?? t("duplicates.somebody"), at: minuteOf(one.at) })}
            </span>
            <span className="z-grow" />
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              onClick={() =>
                perform(() => api.undoDecision(object.name, one.at), { text: t("duplicates.said_compared") })
              }
            >
              {t("duplicates.compare_again")}
            </Button>
          </div>
          <GroupRecords object={object} rows={one.records} size={one.size} />
        </section>
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t("do.more")}
        </Button>
      )}
    </>
  );
}
