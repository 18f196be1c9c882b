/** Charts: what a page may use. Each draws its own frame; ECharts comes when the first of those that need it is drawn. */
export { Bars, type BarsProps } from "./Bars.tsx";
export { ChartCard } from "./Card.tsx";
export { Flow, type FlowProps } from "./Flow.tsx";
export type { Move } from "./flows.ts";
export { type Band, Lines, type LinesProps } from "./Lines.tsx";
export { Pareto, type ParetoProps, type Part } from "./Pareto.tsx";
export type { CardProps, Door, Figure, LegendEntry, Series, Table, Value } from "./types.ts";
