/** The box that ECharts draws in. */
import { useEffect, useRef } from "react";
import { useEvent } from "../../../lib/hooks.ts";
import { useWidth } from "../look.ts";
import type { Keys } from "../open.ts";
import { draw } from "./engine.ts";
import type { Pick, PlotOption } from "./option.ts";

export interface PlotProps {
  /** What to draw in so many pixels. Made anew only when what it shows is. */
  option: (width: number) => PlotOption;
  height: number;
  label: string;
  /** Says whether something opens there; with `go` it is opened. */
  onPick?: (where: Pick, go: boolean) => boolean;
}

interface Pressed {
  dataIndex?: number;
  seriesIndex?: number;
  name?: string;
  data?: unknown;
  event?: { event?: unknown; offsetX: number; offsetY: number };
}

export default function Plot({ option, height, label, onPick }: PlotProps) {
  const [outer, width] = useWidth<HTMLDivElement>();
  const inner = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof draw>>(undefined);
  const pick = useEvent((where: Pick, go: boolean) => onPick?.(where, go) ?? false);

  useEffect(() => {
    const made = draw(inner.current!);
    chart.current = made;
    const pointer = made.getZr();
    const sure = meant();
    made.on("click", (raw) => {
      const pressed = raw as Pressed;
      if (sure(pressed.event)) pick(pickOf(pressed), true);
    });
    const field = (event: { offsetX: number; offsetY: number; event?: unknown }): Pick | undefined => {
      const at: [number, number] = [event.offsetX, event.offsetY];
      if (!made.getOption()?.grid || !made.containPixel("grid", at)) return undefined;
      const [x, y] = made.convertFromPixel("grid", at) as [number, number];
      return { at: [x, y], keys: event.event as Keys };
    };
    pointer.on("click", (event) => {
      const where = event.target ? undefined : field(event);
      if (where && sure(event)) pick(where, true);
    });
    pointer.on("mousemove", (event) => {
      const where = event.target ? undefined : field(event);
      if (where) pointer.setCursorStyle(pick(where, false) ? "pointer" : "default");
    });
    return () => {
      made.dispose();
      chart.current = undefined;
    };
  }, [pick]);

  useEffect(() => {
    const made = chart.current;
    if (!made || !width) return;
    made.resize({ width, height });
    made.setOption(option(width), { notMerge: true });
  }, [option, width, height]);

  return (
    <div ref={outer} className="zc-plot" style={{ height }} role="img" aria-label={label}>
      <div ref={inner} style={{ height }} />
    </div>
  );
}

const NEAR = 24;
/** Under a finger the first press shows the tip, the second at the same place opens; a pointer has shown it by then. */
function meant(): (at?: { offsetX: number; offsetY: number }) => boolean {
  let [x, y] = [-Infinity, -Infinity];
  return (at) => {
    if (!at || !matchMedia("(hover: none)").matches) return true;
    const again = Math.hypot(at.offsetX - x, at.offsetY - y) < NEAR;
    [x, y] = [at.offsetX, at.offsetY];
    return again;
  };
}

function pickOf({ dataIndex, seriesIndex, name, data, event }: Pressed): Pick {
  const { source, target } = (data ?? {}) as { source?: string; target?: string };
  return { data: dataIndex, series: seriesIndex, name, from: source, to: target, keys: event?.event as Keys };
}
