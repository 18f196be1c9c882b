/** Scores, usually five by five: how many customers are in each cell by the size of its circle, what they are worth by its colour. */
import type { ReactNode } from "react";
import { useWords } from "../../../lib/i18n.ts";
import { ChartCard } from "../Card.tsx";
import { type Look, useLook } from "../look.ts";
import { cutTo } from "../measure.ts";
import { exact, known, short } from "../numbers.ts";
import { inkOn } from "../palette.ts";
import { type CardProps, type Door, type Figure, frameOf, type Value } from "../types.ts";
import { Drawing, type Drawn, Press } from "./Drawing.tsx";
import { colorOf, legendOf, type Steps, stepsOf } from "./steps.ts";

const EDGE = 22;

export interface Cell {
  x: number;
  y: number;
  count: number;
  value: Value;
  door?: Door;
}

export interface RfmGridProps extends CardProps {
  cells: readonly Cell[];
  /** What grows to the right, and what upwards: "Recency", "Frequency". */
  x: string;
  y: string;
  /** What is counted and what gives the colour: "Customers", "Revenue". */
  measure: string;
  worth: string;
  figure?: Figure;
  /** The largest score. */
  bands?: number;
}

export function RfmGrid(props: RfmGridProps) {
  const { x, y, measure, worth, figure = "money", bands = 5 } = props;
  const { t, language } = useWords();
  const look = useLook();
  const cells = props.cells.filter(
    (one) => (known(one.count) ?? 0) > 0 && inside(one.x, bands) && inside(one.y, bands),
  );
  const steps = stepsOf(
    cells.map((one) => one.value),
    look.palette,
  );
  const words = { x, y, measure, worth, figure };
  return (
    <ChartCard
      {...frameOf(props)}
      height={props.height ?? 340}
      legend={legendOf(steps, language, figure).map((one, at) => (at ? one : { ...one, name: `${worth} ${one.name}` }))}
      table={{
        columns: [
          { label: x, figure: "count" },
          { label: y, figure: "count" },
          { label: measure, figure: "count" },
          { label: worth, figure },
        ],
        rows: cells.map((one) => [
          { value: one.x },
          { value: one.y },
          { value: one.count, door: one.door },
          { value: known(one.value) },
        ]),
      }}
      nothing={cells.length === 0}
    >
      {(tall) => (
        <Drawing
          label={t("chart.drawing", { title: props.title })}
          draw={(width) => drawGrid({ cells, steps, words, look, bands }, width, tall)}
        />
      )}
    </ChartCard>
  );
}

const inside = (score: number, bands: number) => Number.isInteger(score) && score >= 1 && score <= bands;

interface Wanted {
  cells: readonly Cell[];
  steps: Steps;
  words: { x: string; y: string; measure: string; worth: string; figure: Figure };
  look: Look;
  bands: number;
}

function drawGrid(
  { cells, steps, words, look: { palette, language }, bands }: Wanted,
  width: number,
  height: number,
): Drawn {
  const scores = Array.from({ length: bands }, (_, at) => at + 1);
  const [wide, tall] = [(width - EDGE) / bands, (height - 2 * EDGE) / bands];
  const most = Math.max(...cells.map((one) => one.count), 1);
  const largest = Math.min(wide, tall) / 2 - 2;
  const middle = (score: number, size: number) => (score - 0.5) * size;
  const quiet = { fill: palette.inkSoft, fontSize: 12, dominantBaseline: "central" as const };
  const lines: ReactNode[] = scores.flatMap((score) => [
    <text
      key={`x${score}`}
      x={EDGE + middle(score, wide)}
      y={EDGE + tall * bands + EDGE / 2}
      textAnchor="middle"
      {...quiet}
    >
      {score}
    </text>,
    <text
      key={`y${score}`}
      x={EDGE / 2 - 4}
      y={EDGE + tall * bands - middle(score, tall)}
      textAnchor="middle"
      {...quiet}
    >
      {score}
    </text>,
  ]);
  for (const x of scores)
    for (const y of scores)
      lines.push(
        <rect
          key={`${x}${y}`}
          x={EDGE + (x - 1) * wide + 1}
          y={EDGE + (bands - y) * tall + 1}
          width={wide - 2}
          height={tall - 2}
          rx={3}
          fill={palette.blank}
          fillOpacity={0.55}
        />,
      );
  const circles = cells.map((one) => {
    const [x, y] = [EDGE + middle(one.x, wide), EDGE + tall * bands - middle(one.y, tall)];
    const radius = Math.max(3, largest * Math.sqrt(one.count / most));
    const fill = colorOf(one.value, steps) ?? palette.rest;
    const count = short(one.count, language);
    const fits = radius * 2 > count.length * 7 + 6;
    return (
      <Press
        key={`${one.x}/${one.y}`}
        door={one.door}
        tip={`${words.x} ${one.x} · ${words.y} ${one.y} · ${words.measure} ${exact(one.count)} · ${words.worth} ${exact(one.value, words.figure)}`}
      >
        <rect
          x={EDGE + (one.x - 1) * wide}
          y={EDGE + (bands - one.y) * tall}
          width={wide}
          height={tall}
          fill="transparent"
        />
        <circle cx={x} cy={y} r={radius} fill={fill} stroke={palette.series[0]} />
        <text
          x={fits ? x : x + radius + 3}
          y={y}
          dominantBaseline="central"
          textAnchor={fits ? "middle" : "start"}
          fontSize={11}
          fill={fits ? inkOn(fill) : palette.ink}
        >
          {count}
        </text>
      </Press>
    );
  });
  return {
    height,
    body: (
      <>
        <text x={0} y={EDGE / 2 - 2} {...quiet}>
          {cutTo(`↑ ${words.y}`, width / 2)}
        </text>
        <text x={width} y={EDGE / 2 - 2} textAnchor="end" {...quiet}>
          {cutTo(`${words.x} →`, width / 2)}
        </text>
        {lines}
        {circles}
      </>
    ),
  };
}
