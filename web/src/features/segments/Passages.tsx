/** Who entered a segment and who left it, the latest first, and by which values. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { FieldText } from "../../fields/parts.tsx";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, pathOf } from "../../schema/meta.ts";
import type { ObjectSpec, Passages as Told } from "../../schema/types.ts";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { SegmentedControl } from "../../ui/mantine.ts";
import { ShowMore } from "../../ui/ShowMore.tsx";

const WAYS = ["all", "in", "out"] as const;

export function Passages({ target, segment }: { target: ObjectSpec; segment: number }) {
  const { t } = useWords();
  const [way, setWay] = useState<string>("all");
  const entered = way === "all" ? undefined : way === "in" ? 1 : 0;
  const pages = useInfiniteQuery({
    queryKey: ["about", "segments", segment, "passages", way],
    queryFn: ({ pageParam }) => api.passages(segment, pageParam, entered),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section className="z-panel">
      <div className="z-panel-head z-wrap">
        <span className="z-grow">{t("segments.passages")}</span>
        <SegmentedControl
          size="xs"
          aria-label={t("segments.passages")}
          value={way}
          onChange={setWay}
          data={WAYS.map((one) => ({ value: one, label: t(`segments.way.${one}`) }))}
        />
      </div>
      {pages.isError ? (
        <Fault fault={pages.error} retry={() => pages.refetch()} />
      ) : !pages.data ? (
        <Bones rows={6} />
      ) : rows.length === 0 ? (
        <Empty icon="history" title={t("segments.no_passages")} text={t("segments.no_passages_text")} />
      ) : (
        <ul className="zs-list">
          {rows.map((one) => (
            <Passage key={one.id} target={target} passage={one} />
          ))}
          <ShowMore pages={pages} />
        </ul>
      )}
    </section>
  );
}

function Passage({ target, passage }: { target: ObjectSpec; passage: Told["rows"][number] }) {
  const { t } = useWords();
  const { entered, record, values } = passage;
  return (
    <li className="zs-passage">
      <span className="zs-way" data-in={entered || undefined} title={t(entered ? "segments.came" : "segments.went")}>
        <Icon name={entered ? "arrow-down" : "arrow-up"} size={14} />
        <span className="z-hidden">{t(entered ? "segments.came" : "segments.went")}</span>
      </span>
      <div className="z-grow">
        <Link to={pathOf(target, record.id)} className="z-clip">
          {record.title}
        </Link>
        {values.length > 0 && (
          <div className="z-quiet zs-why">
            {values.map((one) => {
              const field = fieldNamed(target, one.field);
              return (
                <span key={one.field}>
                  {one.label} {field ? <FieldText field={field} value={one.value} /> : String(one.value ?? "–")}
                </span>
              );
            })}
          </div>
        )}
      </div>
      <time className="z-quiet z-num">{minuteOf(passage.at)}</time>
    </li>
  );
}
