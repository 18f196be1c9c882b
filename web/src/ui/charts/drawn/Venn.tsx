/** Two sets and what they share. The circles are as large as the sets, and lie over each other as far as they are the same. */
import { useWords } from "../../../lib/i18n.ts";
import { ChartCard } from "../Card.tsx";
import { useLook } from "../look.ts";
import { cutTo } from "../measure.ts";
import { exact, known, shareOf, short } from "../numbers.ts";
import type { Palette } from "../palette.ts";
import { type CardProps, type Door, frameOf } from "../types.ts";
import { Drawing, type Drawn, Press } from "./Drawing.tsx";
import { circlesOf } from "./overlap.ts";

export interface VennSet {
  name: string;
  size: number;
  /** What opens those of this set that are not in the other. */
  door?: Door;
}

export interface VennProps extends CardProps {
  one: VennSet;
  other: VennSet;
  both: { size: number; door?: Door };
  /** The head over the three parts, and what is counted: "Channel", "Customers". */
  of: string;
  measure: string;
}

export function VennNumbers(props: VennProps) {
  const { one, other, measure } = props;
  const { t, language } = useWords();
  const { palette } = useLook();
  const [first, second] = [Math.max(0, known(one.size) ?? 0), Math.max(0, known(other.size) ?? 0)];
  const shared = Math.min(Math.max(0, known(props.both.size) ?? 0), first, second);
  const whole = first + second - shared;
  const parts = [
    { name: t("chart.only", { name: one.name }), size: first - shared, door: one.door },
    { name: t("chart.both"), size: shared, door: props.both.door },
    { name: t("chart.only", { name: other.name }), size: second - shared, door: other.door },
  ] as const;
  return (
    <ChartCard
      {...frameOf(props)}
      height={props.height ?? 220}
      table={{
        columns: [
          { label: props.of },
          { label: measure, figure: "count" },
          { label: t("chart.share"), figure: "share" },
        ],
        rows: parts.map((part) => [
          { value: part.name },
          { value: part.size, door: part.door },
          { value: shareOf(part.size, whole) },
        ]),
      }}
      legend={[
        { name: `${cutTo(one.name, 120)} ${short(first, language)}`, color: palette.series[0] },
        { name: `${cutTo(other.name, 120)} ${short(second, language)}`, color: palette.series[1] },
      ]}
      nothing={whole === 0}
    >
      {(tall) => (
        <Drawing
          label={t("chart.drawing", { title: props.title })}
          draw={(width) =>
            drawVenn(
              parts.map((part) => ({
                ...part,
                written: short(part.size, language),
                share: exact(shareOf(part.size, whole), "share"),
              })),
              [first, second, shared],
              palette,
              width,
              tall,
            )
          }
        />
      )}
    </ChartCard>
  );
}

interface Written {
  name: string;
  written: string;
  share: string;
  door?: Door;
}

function drawVenn(
  parts: readonly Written[],
  sizes: [number, number, number],
  palette: Palette,
  width: number,
  height: number,
): Drawn {
  const room = Math.min(120, width * 0.28);
  const { left, right } = circlesOf(sizes, width - 2 * room - 8, height - 56);
  const middle = 4 + (height - 56) / 2;
  const [x, over] = [room + 4, { left: left.x + left.radius, right: right.x - right.radius }];
  // Where the numbers stand: outside for what only one has, under both for what they share.
  const ends = [x + left.x - left.radius, x + (over.left + over.right) / 2, x + right.x + right.radius];
  const words = (at: number, place: number, anchor: "start" | "middle" | "end", y: number) => (
    <Press key={at} door={parts[at]!.door} tip={`${parts[at]!.name} · ${parts[at]!.written} · ${parts[at]!.share}`}>
      <text x={place} y={y} textAnchor={anchor} fontSize={16} fontWeight={600} fill={palette.ink}>
        {parts[at]!.written}
      </text>
      <text x={place} y={y + 17} textAnchor={anchor} fontSize={12} fill={palette.inkSoft}>
        {cutTo(at === 1 ? `${parts[at]!.name} ${parts[at]!.share}` : parts[at]!.share, at === 1 ? width : room - 10)}
      </text>
    </Press>
  );
  const circle = (at: 0 | 2, one: { x: number; radius: number }, color: string) => (
    <Press door={parts[at]!.door} tip={`${parts[at]!.name} · ${parts[at]!.written} · ${parts[at]!.share}`}>
      <circle
        cx={x + one.x}
        cy={middle}
        r={one.radius}
        fill={color}
        fillOpacity={0.35}
        stroke={color}
        strokeWidth={1.5}
      />
    </Press>
  );
  return {
    height,
    body: (
      <>
        {circle(0, left, palette.series[0])}
        {circle(2, right, palette.series[1])}
        {words(0, ends[0]! - 10, "end", middle)}
        {words(1, Math.min(width - 60, Math.max(60, ends[1]!)), "middle", height - 26)}
        {words(2, ends[2]! + 10, "start", middle)}
      </>
    ),
  };
}
