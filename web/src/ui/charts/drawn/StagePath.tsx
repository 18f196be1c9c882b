/** The stages that people go through, in their order: how many are in each, and which part of those before went on. */
import { useWords } from "../../../lib/i18n.ts";
import { ChartCard } from "../Card.tsx";
import { useLook } from "../look.ts";
import { cutTo } from "../measure.ts";
import { exact, known, shareOf, short } from "../numbers.ts";
import type { Palette } from "../palette.ts";
import { type CardProps, type Door, type Figure, frameOf, type Value } from "../types.ts";
import { Drawing, type Drawn, Press } from "./Drawing.tsx";

export interface Stage {
  name: string;
  value: Value;
  door?: Door;
}

export interface StagePathProps extends CardProps {
  stages: readonly Stage[];
  /** What a stage is, and what is counted: "Stage", "Customers". */
  of: string;
  measure: string;
  figure?: Figure;
}

const LEAST = 112;
const TALL = 68;
const GAP = 12;
const POINT = 10;

export function StagePath(props: StagePathProps) {
  const { stages, of, measure, figure = "count" } = props;
  const { t, language } = useWords();
  const { palette } = useLook();
  const on = (at: number) => (at ? shareOf(known(stages[at]?.value), known(stages[at - 1]?.value)) : null);
  return (
    <ChartCard
      {...frameOf(props)}
      height={props.height ?? 140}
      table={{
        columns: [{ label: of }, { label: measure, figure }, { label: t("chart.went_on"), figure: "share" }],
        rows: stages.map((one, at) => [
          { value: one.name },
          { value: known(one.value), door: one.door },
          { value: on(at) },
        ]),
      }}
      nothing={!stages.some((one) => known(one.value) !== null)}
    >
      {() => (
        <Drawing
          label={t("chart.drawing", { title: props.title })}
          draw={(width) =>
            drawPath(
              stages.map((one, at) => ({
                ...one,
                written: short(one.value, language, figure),
                on: on(at) === null ? "" : t("chart.of_before", { share: exact(on(at), "share") }),
                tip: `${one.name} · ${exact(known(one.value), figure)}${on(at) === null ? "" : ` · ${t("chart.went_on")} ${exact(on(at), "share")}`}`,
              })),
              palette,
              width,
            )
          }
        />
      )}
    </ChartCard>
  );
}

interface Written extends Stage {
  written: string;
  on: string;
  tip: string;
}

function drawPath(stages: readonly Written[], palette: Palette, width: number): Drawn {
  const line = Math.max(1, Math.min(stages.length, Math.floor(width / LEAST)));
  const lines = Math.ceil(stages.length / line);
  const wide = width / line;
  const body = stages.map((one, at) => {
    const x = (at % line) * wide;
    const y = Math.floor(at / line) * (TALL + GAP);
    const room = wide - POINT * 2 - 12;
    const [left, right, middle] = [x + 1, x + wide - POINT - 2, y + TALL / 2];
    const notch = at % line ? `L${left + POINT} ${middle}` : "";
    const shape = `M${left} ${y}H${right}L${right + POINT} ${middle}L${right} ${y + TALL}H${left}${notch}Z`;
    const start = left + (at % line ? POINT : 0) + 10;
    return (
      <Press key={at} door={one.door} tip={one.tip}>
        <path d={shape} fill={palette.blank} stroke={palette.line} />
        <text x={start} y={y + 16} fontSize={12} fill={palette.inkSoft} dominantBaseline="central">
          {cutTo(one.name, room)}
        </text>
        <text x={start} y={y + 36} fontSize={17} fontWeight={600} fill={palette.ink} dominantBaseline="central">
          {one.written}
        </text>
        <text x={start} y={y + 55} fontSize={11} fill={palette.inkSoft} dominantBaseline="central">
          {cutTo(one.on, room + 4, 11)}
        </text>
      </Press>
    );
  });
  return { height: lines * (TALL + GAP) - GAP + 1, body };
}
