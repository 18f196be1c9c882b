/**
 * What is used of ECharts, and nothing more. Drawn as SVG: lines stay sharp at any zoom and on paper, a dashboard of ten
 * charts takes a tenth of the memory of canvases, and the drawings of our own are SVG, so that one way makes pictures of all.
 */
import { BarChart, LineChart, SankeyChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, SankeyChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

export const draw = (box: HTMLElement) => init(box, null, { renderer: "svg" });
