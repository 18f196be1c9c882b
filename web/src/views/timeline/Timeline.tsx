/** Everything that happened with a record, newest first, under the months. */

import { useState } from "react";
import { Link } from "react-router";
import { kindOf } from "../../fields/kinds.ts";
import { FieldCell } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { ago, dayOf, minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, objectNamed, pathOf, titleOf, useMeta } from "../../schema/meta.ts";
import { useTimeline } from "../../schema/queries.ts";
import { relatedOf } from "../../schema/roles.ts";
import type { ObjectSpec, Ref, TimelineItem } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";

export function Timeline({ object, id, kinds }: { object: ObjectSpec; id: number; kinds?: string }) {
  const { t } = useWords();
  const meta = useMeta();
  const [only, setOnly] = useState<string | null>(null);
  const query = useTimeline(object.plural, id, kinds ?? only ?? undefined);
  if (query.isError) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!query.data) return <Bones rows={5} height={52} />;
  const items = query.data.pages.flatMap((page) => page.rows);
  const offered = relatedOf(meta, object).map((one) => objectNamed(meta, one.object));
  let month = "";
  return (
    <div>
      {!kinds && offered.length > 1 && (items.length > 0 || only) && (
        <div className="z-row z-wrap" style={{ padding: "8px 14px 0", gap: 4 }}>
          {[null, ...offered].map((one) => (
            <Button
              key={one?.name ?? ""}
              size="xs"
              variant="subtle"
              color="gray"
              aria-pressed={only === (one?.name ?? null)}
              onClick={() => setOnly(one?.name ?? null)}
            >
              {one?.label ?? t("timeline.everything")}
            </Button>
          ))}
        </div>
      )}
      {items.length === 0 && <Empty icon="message-circle" title={t("timeline.none")} text={t("timeline.none_text")} />}
      {items.map((item) => {
        const here = dayOf(item.at).slice(0, 7);
        const fresh = here !== month;
        month = here;
        return (
          <div key={`${item.object}.${item.id}`}>
            {fresh && <div className="zt-month z-num">{here}</div>}
            <Item item={item} parent={object} />
          </div>
        );
      })}
      {query.hasNextPage && (
        <div style={{ padding: 10, textAlign: "center" }}>
          <Button size="xs" variant="default" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            {t("do.show_more")}
          </Button>
        </div>
      )}
    </div>
  );
}

const MARKS: Record<string, string> = {
  call: "phone",
  visit: "map-pin",
  mail: "mail",
  chat: "message-circle",
  note: "note",
};

function Item({ item, parent }: { item: TimelineItem; parent: ObjectSpec }) {
  const { t } = useWords();
  const meta = useMeta();
  const object = objectNamed(meta, item.object);
  if (!object) return null;
  const how = object.fields.find((one) => one.kind === "choice");
  const value = how && item.record[how.name];
  const label = how?.options?.find((one) => one.value === value)?.label;
  const title = fieldNamed(object, object.title_field);
  const who = object.fields
    .filter((one) => one.kind === "person")
    .map((one) => item.record[one.name] as Ref | null)
    .find(Boolean);
  const rest = object.fields.filter(
    (one) =>
      !one.system &&
      one !== how &&
      one !== title &&
      one.kind !== "person" &&
      one.kind !== "json" &&
      one.kind !== "datetime" &&
      !(one.kind === "link" && one.to === parent.name) &&
      !blank(item.record[one.name]),
  );
  return (
    <article className="zt-item">
      <span className="zt-mark">
        <Icon name={MARKS[String(value)] ?? object.icon} size={15} />
      </span>
      <div style={{ minWidth: 0 }}>
        <div className="z-row">
          <span style={{ fontWeight: 600 }}>
            {label && object.title_field === title?.name && title.kind === "long_text" ? label : object.label}
          </span>
          {who?.title && <span className="z-quiet z-clip">{who.title}</span>}
          <span className="z-grow" />
          <Link to={pathOf(object, item.id)} className="z-quiet z-num" title={minuteOf(item.at)}>
            {ago(item.at, t)}
          </Link>
        </div>
        <Long text={titleOf(object, item.record) || String(item.title ?? "")} />
        {rest.length > 0 && (
          <div className="z-row z-wrap z-quiet" style={{ marginTop: 3, gap: "2px 14px" }}>
            {rest.slice(0, 5).map((field) => (
              <span
                key={field.name}
                className="z-row"
                style={{ gap: 4 }}
                title={kindOf(field.kind).text(field, item.record[field.name], t as never)}
              >
                {field.label}: <FieldCell field={field} value={item.record[field.name]} />
              </span>
            ))}
          </div>
        )}
      </div>
    </article>
  );
}

const MUCH = { signs: 600, lines: 12 };

/** What was written; much of it opens with a press. */
function Long({ text }: { text: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const much = text.length > MUCH.signs || text.split("\n").length > MUCH.lines;
  return (
    <>
      <div className="zt-text" dir="auto" data-folded={(much && !open) || undefined}>
        {text}
      </div>
      {much && (
        <button type="button" className="z-plain zt-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "timeline.fold" : "timeline.unfold")}
        </button>
      )}
    </>
  );
}
