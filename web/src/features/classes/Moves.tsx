/** Who was in which class at the end of one day, and in which at the end of a later one. */
import { useSearchParams } from "react-router";
import { addDays, momentOf, today } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { Day } from "./Day.tsx";
import { classesOf, inForce, movedOf, type StagesSaid, saidBy } from "./definition.ts";
import { moversOf, useMoves, useScheme, useVersions } from "./hooks.ts";
import { MoveCharts } from "./MoveCharts.tsx";
import { Through } from "./Through.tsx";
import "./classes.css";

const SPANS = [7, 30, 90, 365];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const endOf = (day: string) => momentOf(addDays(day, 1));

export default function Moves({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const scheme = useScheme(object, row);
  const versions = useVersions(scheme);
  const [params, setParams] = useSearchParams();
  const day = (name: string, other: string) => {
    const given = params.get(name) ?? "";
    return DAY.test(given) ? given : other;
  };
  const last = day("last", today());
  const given = day("first", addDays(last, -30));
  const first = given > last ? last : given;
  const moves = useMoves(scheme, endOf(first), endOf(last));
  const put = (from: string, to: string) => setParams({ tab: "moves", first: from, last: to }, { replace: true });
  const current = inForce(versions.data ?? []);
  const classes = classesOf(versions.data ?? [], current);
  const moved = movedOf(moves.data ?? []);
  return (
    <div className="zs-page zs-wide">
      <div className="z-row z-wrap">
        <Day
          of={object}
          label={t("classes.moves.first")}
          value={first}
          onChange={(day) => put(day, day > last ? day : last)}
        />
        <span className="z-quiet">→</span>
        <Day
          of={object}
          label={t("classes.moves.last")}
          value={last}
          onChange={(day) => put(first > day ? day : first, day)}
        />
        {SPANS.map((days) => (
          <Button
            key={days}
            size="xs"
            variant={addDays(last, -days) === first ? "filled" : "default"}
            onClick={() => put(addDays(today(), -days), today())}
          >
            {t("classes.moves.span", { n: days })}
          </Button>
        ))}
        <span className="z-quiet" aria-live="polite">
          {moves.data && t("classes.moves.says", { n: grouped(moved) })}
        </span>
      </div>
      {moves.isError ? (
        <Fault fault={moves.error} retry={() => moves.refetch()} />
      ) : !moves.data || !versions.data ? (
        <Bones rows={10} />
      ) : moves.data.length === 0 ? (
        <section className="z-panel">
          <Empty icon="history" title={t("classes.moves.none")} text={t("classes.moves.none_text")} />
        </section>
      ) : (
        <MoveCharts
          moves={moves.data}
          classes={classes}
          then={first}
          now={last}
          opens={(from, to) => moversOf(scheme, [first, last], [from, to])}
        />
      )}
      {scheme.kind === "stages" && current && classes.length > 1 && (
        <Through scheme={scheme} classes={classes} otherwise={(saidBy(current) as StagesSaid).otherwise} />
      )}
    </div>
  );
}
