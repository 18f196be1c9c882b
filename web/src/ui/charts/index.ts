/** Charts: what a page may use. Each draws its own frame; ECharts comes when the first of those that need it is drawn. */
export { Bars, type BarsProps } from "./Bars.tsx";
export { ChartCard } from "./Card.tsx";
export { Heat, type HeatProps } from "./drawn/Heat.tsx";
export { Matrix, type MatrixProps } from "./drawn/Matrix.tsx";
export { NeedWords, type NeedWordsProps, type Word } from "./drawn/NeedWords.tsx";
export { RfmGrid, type RfmGridProps } from "./drawn/RfmGrid.tsx";
export { Sparkline } from "./drawn/Sparkline.tsx";
export { type Stage, StagePath, type StagePathProps } from "./drawn/StagePath.tsx";
export { VennNumbers, type VennProps, type VennSet } from "./drawn/Venn.tsx";
export { Flow, type FlowProps } from "./Flow.tsx";
export type { Move } from "./flows.ts";
export { type Band, Lines, type LinesProps } from "./Lines.tsx";
export { ChinaMap, type ChinaMapProps, type Region } from "./map/ChinaMap.tsx";
export { Pareto, type ParetoProps, type Part } from "./Pareto.tsx";
export type { CardProps, Door, Figure, LegendEntry, Series, Table, Value } from "./types.ts";
