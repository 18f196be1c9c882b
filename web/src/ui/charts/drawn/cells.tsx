/** Rows and columns of coloured cells with their number in them; what a table of retention and a matrix share. */
import type { ReactNode } from "react";
import { cutTo, onTwoLines, widthOf } from "../measure.ts";
import { inkOn, type Palette } from "../palette.ts";
import type { Door } from "../types.ts";
import { type Drawn, Press } from "./Drawing.tsx";

const ROW = 28;
const HEAD = 26;
const GAP = 2;
const LEAST = 42;

export interface Cell {
  text: string;
  /** None for a cell that only stands there. */
  fill?: string;
  door?: Door;
  tip?: string;
}

export interface Cells {
  corner?: string;
  columns: readonly string[];
  rows: readonly { label: string; aside?: string }[];
  /** Null is left blank. */
  cell: (row: number, column: number) => Cell | null;
}

/** How wide the names before the rows are, at most. */
const labelRoom = ({ rows, corner = "" }: Cells) => {
  const names = Math.max(widthOf(corner, 12), ...rows.map((one) => widthOf(one.label, 12)));
  const asides = Math.max(0, ...rows.map((one) => widthOf(one.aside ?? "", 12)));
  return { names: Math.min(120, names + 8), asides: asides ? asides + 12 : 0 };
};

export function leastOf(cells: Cells): number {
  const { names, asides } = labelRoom(cells);
  return names + asides + cells.columns.length * LEAST;
}

export function drawCells(cells: Cells, palette: Palette, width: number): Drawn {
  const { columns, rows, corner } = cells;
  const { names, asides } = labelRoom(cells);
  const left = names + asides;
  const column = Math.min(120, (width - left) / Math.max(1, columns.length));
  const head = columns.some((one) => widthOf(one, 12) > column - 4) ? HEAD + 14 : HEAD;
  const parts: ReactNode[] = [];
  const stays: ReactNode[] = [];
  const text = (key: string, x: number, y: number, words: string, more: object) => (
    <text key={key} x={x} y={y} dominantBaseline="central" fontSize={12} {...more}>
      {words}
    </text>
  );
  if (corner) stays.push(text("corner", 0, head - 12, cutTo(corner, names), { fill: palette.inkSoft }));
  for (const [at, label] of columns.entries()) {
    const x = left + column * (at + 0.5);
    const shown = onTwoLines(label, column - 4).split("\n");
    const look = { fill: palette.inkSoft, textAnchor: "middle" as const };
    parts.push(
      <g key={`c${at}`} data-tip={shown.join("") === label ? undefined : label}>
        {shown.map((line, place) => text(String(place), x, head - 12 + (place + 1 - shown.length) * 14, line, look))}
      </g>,
    );
  }
  for (const [at, { label, aside }] of rows.entries()) {
    const y = head + ROW * (at + 0.5);
    const shown = cutTo(label, names - 6);
    stays.push(
      <g key={`r${at}`} data-tip={shown === label ? undefined : label}>
        {text("t", 0, y, shown, { fill: palette.ink })}
      </g>,
    );
    if (aside) stays.push(text(`a${at}`, left - 10, y, aside, { fill: palette.inkSoft, textAnchor: "end" }));
    for (const place of columns.keys()) {
      const cell = cells.cell(at, place);
      if (!cell) continue;
      const x = left + column * place;
      parts.push(
        <Press key={`${at}/${place}`} door={cell.door} tip={cell.tip}>
          <rect
            x={x + GAP / 2}
            y={y - ROW / 2 + GAP / 2}
            width={Math.max(1, column - GAP)}
            height={ROW - GAP}
            rx={3}
            fill={cell.fill ?? "transparent"}
          />
          {text("t", x + column / 2, y, cell.text, {
            fill: cell.fill ? inkOn(cell.fill) : palette.inkSoft,
            textAnchor: "middle",
          })}
        </Press>,
      );
    }
  }
  const height = head + ROW * rows.length + 2;
  const body = (
    <>
      {parts}
      <g data-stays>
        <rect width={left - 4} height={height} fill={palette.panel} />
        {stays}
      </g>
    </>
  );
  return { height, body };
}
