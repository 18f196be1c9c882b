/** Which share of the spending which share of the records makes, class by class; the straight line is chance. */
import { useWords } from "../../lib/i18n.ts";
import { Drawing } from "../../ui/charts/drawn/Drawing.tsx";
import { ChartCard } from "../../ui/charts/index.ts";
import { useLook } from "../../ui/charts/look.ts";

interface Props {
  /** From (0, 0) to (1, 1). */
  points: readonly (readonly [number, number])[];
  /** The class of each step. */
  names: readonly string[];
  note: string;
}

const [TALL, EDGE, TOP] = [280, 40, 24];
const percent = (share: number) => `${Math.round(share * 100)}%`;

export function Curve({ points, names, note }: Props) {
  const { t } = useWords();
  const { palette } = useLook();
  const quiet = { fill: palette.inkSoft, fontSize: 11 };
  return (
    <ChartCard
      title={t("classes.evaluation.curve")}
      help={t("classes.evaluation.curve_help")}
      note={note}
      height={TALL}
      nothing={points.length < 3}
      table={{
        columns: [
          { label: t("classes.class") },
          { label: t("classes.evaluation.records"), figure: "share" },
          { label: t("classes.evaluation.spent"), figure: "share" },
        ],
        rows: points.slice(1).map(([x, y], at) => [{ value: names[at] ?? "" }, { value: x }, { value: y }]),
      }}
    >
      {() => (
        <Drawing
          label={t("chart.drawing", { title: t("classes.evaluation.curve") })}
          draw={(width) => {
            const wide = Math.min(width, 460) - EDGE - 10;
            const high = TALL - EDGE - TOP - 2;
            const at = ([x, y]: readonly [number, number]) => [EDGE + x * wide, TOP + (1 - y) * high] as const;
            const path = points.map((one) => at(one).join(" ")).join("L");
            const body = (
              <>
                {[0, 0.5, 1].map((share) => {
                  const [x, y] = at([share, share]);
                  return (
                    <g key={share}>
                      <line x1={EDGE} x2={EDGE + wide} y1={y} y2={y} stroke={palette.line} />
                      <text x={EDGE - 5} y={y} textAnchor="end" dominantBaseline="central" {...quiet}>
                        {percent(share)}
                      </text>
                      <text x={x} y={TALL - 8} textAnchor="middle" {...quiet}>
                        {percent(share)}
                      </text>
                    </g>
                  );
                })}
                <text x={2} y={8} {...quiet}>
                  {t("classes.evaluation.curve_spent")}
                </text>
                <text x={EDGE + wide} y={TALL - 24} textAnchor="end" {...quiet}>
                  {t("classes.evaluation.curve_records")}
                </text>
                <path
                  d={`M${at([0, 0]).join(" ")}L${at([1, 1]).join(" ")}`}
                  stroke={palette.rest}
                  strokeDasharray="3 3"
                />
                <path d={`M${path}`} fill="none" stroke={palette.series[0]} strokeWidth={2} />
                {points.slice(1).map((one, step) => {
                  const [x, y] = at(one);
                  return (
                    <g
                      key={names[step] ?? step}
                      data-tip={`${names[step] ?? ""} · ${percent(one[0])} → ${percent(one[1])}`}
                    >
                      <circle cx={x} cy={y} r={9} fill="transparent" />
                      <circle cx={x} cy={y} r={4} fill={palette.series[0]} />
                    </g>
                  );
                })}
              </>
            );
            return { height: TALL, body };
          }}
        />
      )}
    </ChartCard>
  );
}
