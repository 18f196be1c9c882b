/** How many records meet a condition while it is edited, what it says, and some of them. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { useStill } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { type Condition, complete, tidy } from "../../schema/condition.ts";
import { pathOf, titleOf } from "../../schema/meta.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { exact } from "../../ui/charts/numbers.ts";
import { useFaultWords } from "../../ui/Faces.tsx";

const STILL = 300; // ms without a key before the server is asked

/** What the server answered last; an answer to what was asked before is given up. */
export function useAudience(object: ObjectSpec, where: Condition | null) {
  const still = useStill(where && complete(where) ? JSON.stringify(tidy(where)) : null, STILL);
  return useQuery({
    queryKey: ["audience", object.plural, still],
    queryFn: ({ signal }) => api.audience(object.plural, JSON.parse(still!) as Condition, signal),
    enabled: still !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function Audience({ object, where }: { object: ObjectSpec; where: Condition }) {
  const { t } = useWords();
  const told = useAudience(object, where);
  const say = useFaultWords();
  if (told.isError)
    return (
      <div className="zs-audience z-wrong" role="alert">
        {say(told.error).message}
      </div>
    );
  const { data } = told;
  return (
    <div className="zs-audience" aria-live="polite" data-old={told.isPlaceholderData || undefined}>
      {!data ? (
        <span className="z-quiet">{t(complete(where) ? "segments.counting" : "segments.unfinished")}</span>
      ) : (
        <>
          <div>
            <strong className="zs-count z-num">{grouped(data.count)}</strong>{" "}
            <span className="z-quiet">
              {t("segments.of", {
                n: grouped(data.of),
                what: object.label_plural,
                share: exact(data.of ? data.count / data.of : 0, "share"),
              })}
            </span>
          </div>
          <div className="zs-words">{data.words}</div>
          <Sample object={object} rows={data.sample as Row[]} />
        </>
      )}
    </div>
  );
}

export function Sample({ object, rows }: { object: ObjectSpec; rows: Row[] }) {
  const { t } = useWords();
  if (rows.length === 0) return null;
  return (
    <div className="zs-sample">
      <span className="z-quiet">{t("segments.such_as")}</span>
      {rows.map((row) => (
        <Link key={row.id} to={pathOf(object, row.id)} target="_blank" className="z-clip">
          {titleOf(object, row)}
        </Link>
      ))}
    </div>
  );
}
