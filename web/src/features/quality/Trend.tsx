/** The score over the last weeks as a line. */

import { useWords } from "../../lib/i18n.ts";

const WIDTH = 300;
const HEIGHT = 64;
const MARGIN = 4;

interface Point {
  day: string;
  score: number;
}

/** Scores from the lowest ten below to the highest ten above, so that small steps show and none looks like a fall. */
export function pathOf(points: Point[]): string {
  const scores = points.map((one) => one.score);
  const low = Math.max(0, Math.floor(Math.min(...scores) / 10) * 10);
  const high = Math.min(100, Math.max(low + 10, Math.ceil(Math.max(...scores) / 10) * 10));
  const first = Date.parse(points[0]!.day);
  const span = Date.parse(points.at(-1)!.day) - first || 1;
  return points
    .map((one, index) => {
      const x = ((Date.parse(one.day) - first) / span) * WIDTH;
      const y = HEIGHT - MARGIN - ((one.score - low) / (high - low)) * (HEIGHT - 2 * MARGIN);
      return `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
}

export function Trend({ points }: { points: Point[] }) {
  const { t } = useWords();
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return <span className="z-quiet">{t("quality.trend_none")}</span>;
  const words = t("quality.trend", {
    from: first.day,
    first: first.score.toFixed(1),
    to: last.day,
    last: last.score.toFixed(1),
  });
  return (
    <svg className="zq-trend" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img">
      <title>{words}</title>
      <line x1={0} x2={WIDTH} y1={HEIGHT - MARGIN} y2={HEIGHT - MARGIN} />
      <path d={pathOf(points)} />
    </svg>
  );
}
