/** Between classes at two dates: how many stayed, and who went where. */
import { useMemo } from "react";
import { useWords } from "../../lib/i18n.ts";
import { ChartCard } from "./Card.tsx";
import { type Flowing, flowing, type Move, type Paint } from "./flows.ts";
import { dotOf, type Look, useLook } from "./look.ts";
import { cutTo } from "./measure.ts";
import { exact, short } from "./numbers.ts";
import { useOpen } from "./open.ts";
import { colorAt } from "./palette.ts";
import { inFull } from "./periods.ts";
import { LazyPlot } from "./plot/LazyPlot.tsx";
import { base, type Pick, type PlotOption, tip, tooltip } from "./plot/option.ts";
import { type CardProps, type Figure, frameOf } from "./types.ts";

export interface FlowProps extends CardProps {
  moves: readonly Move[];
  /** The classes from the best to the worst, or as people know them. */
  order?: readonly string[];
  /** The colours of the classes that have their own, by how they are called. */
  paints?: Readonly<Record<string, Paint>>;
  /** The heads of the two sides: the two dates. */
  then: string;
  now: string;
  /** What is counted: "Customers". */
  measure: string;
  figure?: Figure;
}

export function Flow(props: FlowProps) {
  const { moves, order, paints = PLAIN, then, now, measure, figure = "count" } = props;
  const { t, language } = useWords();
  const look = useLook();
  const open = useOpen();
  const flow = useMemo(() => flowing(moves, order), [moves, order]);
  const table = useMemo(
    () => ({
      columns: [{ label: inFull(then, language) }, { label: inFull(now, language) }, { label: measure, figure }],
      rows: moves.map((one) => [{ value: one.from }, { value: one.to }, { value: one.value, door: one.door }]),
    }),
    [moves, then, now, measure, figure, language],
  );
  const option = useMemo(
    () => (width: number) => flowOption(look, flow, { then, now, figure }, paints, width),
    [look, flow, then, now, figure, paints],
  );
  const onPick = (where: Pick, go: boolean) =>
    open(flow.links.find((one) => one.source === where.from && one.target === where.to)?.move.door, go, where.keys);
  const side = Math.max(
    ...(["then", "now"] as const).map((one) => flow.nodes.filter((node) => node.side === one).length),
  );
  return (
    <ChartCard
      {...frameOf(props)}
      height={props.height ?? Math.max(260, side * 34)}
      table={table}
      nothing={flow.links.length === 0}
    >
      {(tall) => (
        <>
          <div className="zc-sides z-quiet" aria-hidden="true">
            <span>{inFull(then, look.language)}</span>
            <span>{inFull(now, look.language)}</span>
          </div>
          <LazyPlot option={option} height={tall} label={t("chart.drawing", { title: props.title })} onPick={onPick} />
        </>
      )}
    </ChartCard>
  );
}

const PLAIN: Readonly<Record<string, Paint>> = {};
/** How much of its colour a class has, and what flows from it; no class is there, but quiet. */
const STRENGTH = { node: 1, link: 0.28 };
const QUIET = { node: 0.45, link: 0.13 };

interface Heads {
  then: string;
  now: string;
  figure: Figure;
}

export function flowOption(
  look: Look,
  { nodes, links }: Flowing,
  { then, now, figure }: Heads,
  paints: Readonly<Record<string, Paint>>,
  width: number,
): PlotOption {
  const { palette, language } = look;
  const paintOf = ({ label, place }: Flowing["nodes"][number]): string => {
    const own = paints[label];
    if (own?.quiet) return palette.rest;
    return own?.color ? dotOf(own.color) : colorAt(palette, place);
  };
  const strengthOf = (label: string | undefined) => (paints[label ?? ""]?.quiet ? QUIET : STRENGTH);
  const room = Math.min(150, width * 0.26);
  const named = new Map(nodes.map((one) => [one.id, one]));
  const say = (_place: number, params: unknown) => {
    const { data } = params as { data: { name?: string; source?: string; target?: string; value?: number } };
    if (data.source && data.target) {
      const [from, to] = [named.get(data.source)?.label ?? "", named.get(data.target)?.label ?? ""];
      return tip(`${from} → ${to}`, [{ name: "", value: exact(data.value ?? null, figure) }]);
    }
    const node = named.get(data.name ?? "");
    if (!node) return "";
    const head = inFull(node.side === "then" ? then : now, language);
    return tip(node.label, [{ name: head, value: exact(node.value, figure), color: paintOf(node) }]);
  };
  return {
    ...base(look),
    tooltip: { ...tooltip("item", say), axisPointer: undefined },
    series: [
      {
        type: "sankey",
        left: room + 8,
        right: room + 8,
        top: 6,
        bottom: 6,
        nodeWidth: 10,
        nodeGap: 12,
        draggable: false,
        layoutIterations: 0,
        emphasis: { focus: "adjacency" },
        blur: { lineStyle: { opacity: 0.1 }, itemStyle: { opacity: 0.5 }, label: { opacity: 0.6 } },
        lineStyle: { color: "source", opacity: STRENGTH.link, curveness: 0.5 },
        itemStyle: { borderWidth: 0 },
        labelLayout: { hideOverlap: true },
        data: nodes.map((one) => ({
          name: one.id,
          value: one.value,
          depth: one.side === "then" ? 0 : 1,
          itemStyle: { color: paintOf(one), opacity: strengthOf(one.label).node },
          label: {
            position: one.side === "then" ? ("left" as const) : ("right" as const),
            color: palette.ink,
            fontSize: 12,
            formatter: labelOf(one.label, short(one.value, language, figure), room),
          },
        })),
        links: links.map(({ source, target, value }) => ({
          source,
          target,
          value,
          lineStyle: { opacity: strengthOf(named.get(source)?.label).link },
        })),
      },
    ],
  };
}

/** Braces would be taken for places to be filled in. */
const labelOf = (label: string, value: string, room: number) =>
  `${cutTo(label, room - value.length * 7 - 8)}  ${value}`.replace(/[{}|]/g, " ");
