/** What a segment shares with one or two others. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import type { Condition } from "../../schema/condition.ts";
import { useList } from "../../schema/queries.ts";
import type { ObjectSpec, Row, Overlap as Told } from "../../schema/types.ts";
import { VennNumbers } from "../../ui/charts/index.ts";
import { Bones, Fault } from "../../ui/Faces.tsx";
import { MultiSelect } from "../../ui/mantine.ts";
import { listOf, membersOf } from "./lists.ts";

const MOST = 2; // others

export function Overlap({ object, target, row }: { object: ObjectSpec; target: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string[]>([]);
  const others = useList(object.plural, {
    where: { field: "object", op: "is", value: target.name },
    columns: ["name"],
    sort: "name",
    limit: 200,
    count: 0,
  }).data?.rows.filter((one) => one.id !== row.id);
  const ids = [row.id, ...chosen.map(Number)];
  const told = useQuery({
    queryKey: ["overlap", ...ids],
    queryFn: () => api.overlap(ids),
    enabled: chosen.length > 0,
  });
  if (!others?.length) return null;
  return (
    <section className="z-panel">
      <div className="z-panel-head">{t("segments.overlap")}</div>
      <div className="z-panel-body z-col">
        <MultiSelect
          aria-label={t("segments.compare_with")}
          placeholder={chosen.length < MOST ? t("segments.compare_with") : undefined}
          maxValues={MOST}
          searchable
          data={others.map((one) => ({ value: String(one.id), label: String(one.name) }))}
          value={chosen}
          onChange={setChosen}
        />
        {chosen.length > 0 &&
          (told.isError ? (
            <Fault fault={told.error} retry={() => told.refetch()} />
          ) : !told.data ? (
            <Bones rows={4} />
          ) : told.data.segments.length === 2 ? (
            <Two target={target} told={told.data} />
          ) : (
            <Three target={target} told={told.data} />
          ))}
      </div>
    </section>
  );
}

/** Those that are in these segments and in no other of those compared. */
function only(told: Told, inside: number[]): Condition {
  return {
    all: told.segments.map(({ id }) => (inside.includes(id) ? membersOf(id) : { not: membersOf(id) })),
  };
}

function Two({ target, told }: { target: ObjectSpec; told: Told }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [one, other] = told.segments as [Told["segments"][number], Told["segments"][number]];
  const door = (...ids: number[]) => {
    const to = listOf(target, only(told, ids));
    return () => navigate(to);
  };
  const both = told.parts.find((part) => part.segments.length === 2)?.count ?? 0;
  return (
    <VennNumbers
      title={`${one.title} · ${other.title}`}
      of={t("segments.part")}
      measure={target.label_plural}
      one={{ name: one.title, size: one.count, door: door(one.id) }}
      other={{ name: other.title, size: other.count, door: door(other.id) }}
      both={{ size: both, door: door(one.id, other.id) }}
    />
  );
}

/** Three are told as a table: circles of three cannot be drawn true. */
function Three({ target, told }: { target: ObjectSpec; told: Told }) {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <div className="zs-table">
      <table className="zs-parts">
        <thead>
          <tr>
            {told.segments.map((one) => (
              <th key={one.id} scope="col">
                <span className="z-clip">{one.title}</span>
                <span className="z-quiet z-num">{grouped(one.count)}</span>
              </th>
            ))}
            <th scope="col">{target.label_plural}</th>
          </tr>
        </thead>
        <tbody>
          {told.parts.map((part) => (
            <tr key={part.segments.join()}>
              {told.segments.map((one) => (
                <td key={one.id} data-in={part.segments.includes(one.id) || undefined}>
                  {part.segments.includes(one.id) ? "●" : "–"}
                </td>
              ))}
              <td className="z-num">
                <button
                  type="button"
                  className="z-plain zs-door"
                  onClick={() => navigate(listOf(target, only(told, part.segments)))}
                  aria-label={t("segments.only_of", {
                    names: told.segments
                      .filter((one) => part.segments.includes(one.id))
                      .map((one) => one.title)
                      .join("、"),
                    n: grouped(part.count),
                  })}
                >
                  {grouped(part.count)}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
