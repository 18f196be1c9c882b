/** What the person behind a record did, month by month, and the browsers that were taken for theirs. */

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment } from "react";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { keys } from "../../schema/queries.ts";
import type { BehaviourEvent, ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { ShowMore } from "../../ui/ShowMore.tsx";
import { toast } from "../../ui/toast.tsx";
import "./behaviour.css";

export default function Events({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const events = useInfiniteQuery({
    queryKey: keys.about(object.plural, row.id, "events"),
    queryFn: ({ pageParam }) => api.behaviour(object.plural, row.id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  if (events.isError) return <Fault fault={events.error} retry={() => events.refetch()} />;
  if (!events.data) return <Bones rows={6} />;
  const rows = events.data.pages.flatMap((page) => page.rows);
  return (
    <>
      <Visitors object={object} row={row} />
      {rows.length === 0 ? (
        <Empty icon="history" title={t("behaviour.none")} />
      ) : (
        <div className="zb-events">
          {rows.map((one, index) => (
            <Fragment key={one.key}>
              {monthOf(one) !== monthOf(rows[index - 1]) && <h3 className="zb-month z-quiet">{monthOf(one)}</h3>}
              <Line event={one} />
            </Fragment>
          ))}
          <ShowMore pages={events} />
        </div>
      )}
    </>
  );
}

const monthOf = (one?: BehaviourEvent) => (one ? minuteOf(one.at).slice(0, 7) : "");

function Line({ event }: { event: BehaviourEvent }) {
  const { t } = useWords();
  const on = typeof event.on === "object" && event.on ? `${event.on.object} ${event.on.id}` : event.on;
  const told = Object.entries(event.properties).filter(([, value]) => value !== null && value !== "");
  return (
    <div className="zb-event">
      <time className="z-quiet z-num">{minuteOf(event.at).slice(5)}</time>
      <div className="zb-what">
        <div>
          <span className="zb-kind">{event.label ?? t("behaviour.gone_kind")}</span>
          {on && <span className="zb-on">{on}</span>}
        </div>
        {told.length > 0 && (
          <div className="z-quiet zb-told">{told.map(([name, value]) => `${name} ${String(value)}`).join(" · ")}</div>
        )}
      </div>
    </div>
  );
}

function Visitors({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const key = keys.about(object.plural, row.id, "visitors");
  const visitors = useQuery({ queryKey: key, queryFn: () => api.visitors(object.plural, row.id) });
  const joined = visitors.data?.rows.filter((one) => one.split_at === null) ?? [];
  if (joined.length === 0) return null;
  const split = async (visitor: number) => {
    try {
      client.setQueryData(key, await api.splitVisitor(object.plural, row.id, visitor));
      await client.invalidateQueries({ queryKey: keys.about(object.plural, row.id, "events") });
      toast({ text: t("behaviour.split_done") });
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  return (
    <div className="zb-visitors">
      {joined.map((one) => (
        <div key={one.id} className="z-row">
          <span className="z-grow">
            {t("behaviour.browser", { key: one.key })}
            <span className="z-quiet"> · {t("behaviour.joined", { at: minuteOf(one.joined_at) })}</span>
          </span>
          {object.rights.update && (
            <Button size="xs" variant="subtle" onClick={() => void split(one.id)}>
              {t("behaviour.split")}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
