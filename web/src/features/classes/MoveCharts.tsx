/** Who went from which class to which, as a matrix and as a flow. */
import { useMemo } from "react";
import { useWords } from "../../lib/i18n.ts";
import type { ClassMove } from "../../schema/types.ts";
import { Flow, Matrix } from "../../ui/charts/index.ts";
import { useClassName } from "./ClassMark.tsx";
import { type ClassOf, codesIn, matrixOf } from "./definition.ts";

/** More classes than these make a matrix that is too wide for half a page. */
const SIDE_BY_SIDE = 9;

interface Props {
  moves: readonly ClassMove[];
  classes: readonly ClassOf[];
  then: string;
  now: string;
  /** The list of those who were in one class then, and are in another now. */
  opens?: (from: string | null, to: string | null) => string | null;
}

export function MoveCharts({ moves, classes, then, now, opens }: Props) {
  const { t } = useWords();
  const name = useClassName(classes);
  const codes = useMemo(() => codesIn(moves, classes), [moves, classes]);
  const paints = Object.fromEntries([
    ...classes.map((one) => [name(one.code), { color: one.color }]),
    [name(null), { quiet: true }],
  ]);
  const counts = useMemo(() => matrixOf(moves, codes), [moves, codes]);
  return (
    <div className={codes.length > SIDE_BY_SIDE ? "zs-page zs-wide" : "zs-two"}>
      <Matrix
        title={t("classes.moves.matrix")}
        help={t("classes.moves.matrix_help")}
        classes={codes.map(name)}
        counts={counts}
        then={then}
        now={now}
        opens={opens && ((from, to) => opens(codes[from] ?? null, codes[to] ?? null))}
      />
      <Flow
        title={t("classes.moves.flow")}
        help={t("classes.moves.flow_help")}
        moves={moves.map((one) => ({
          from: name(one.from),
          to: name(one.to),
          value: one.count,
          door: opens?.(one.from, one.to) ?? undefined,
        }))}
        order={codes.map(name)}
        paints={paints}
        then={then}
        now={now}
        measure={t("classes.moves.count")}
      />
    </div>
  );
}
