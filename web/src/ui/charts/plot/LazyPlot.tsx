/** The plot, when ECharts is here; until then a bone of the same height. */
import { lazy, Suspense } from "react";
import type { PlotProps } from "./Plot.tsx";

const Plot = lazy(() => import("./Plot.tsx"));

export function LazyPlot(props: PlotProps) {
  return (
    <Suspense fallback={<div className="z-bone zc-bone" style={{ height: props.height }} />}>
      <Plot {...props} />
    </Suspense>
  );
}
