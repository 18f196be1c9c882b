/** What charts are given. They know nothing of objects or of the API: numbers, words, and what a number opens. */
import type { ReactNode } from "react";

/** How a number is written. Shares are parts of one: 0.125 is shown as 12.5%. */
export type Figure = "count" | "number" | "money" | "share";

/** A number that is not known is null; it is never drawn as zero. */
export type Value = number | null;

/** What opens behind a number: an address, or something to do. */
export type Door = string | (() => void) | null | undefined;

export interface Series {
  name: string;
  values: readonly Value[];
  /** A place in the palette, for one that keeps its colour on every chart; else its place in the list. */
  color?: number;
}

export interface TableColumn {
  label: string;
  /** Without one the column is text. */
  figure?: Figure;
  /** The text is a period, such as `2026-05`. A name that only looks like one is left as it is. */
  period?: boolean;
}
export interface TableCell {
  value: Value | string;
  door?: Door;
}
/** The numbers of a chart as people read and export them. The first cell of a row is its name. */
export interface Table {
  columns: readonly TableColumn[];
  rows: readonly (readonly TableCell[])[];
}

export interface LegendEntry {
  name: string;
  color: string;
  /** Drawn as a line rather than a square. */
  line?: boolean;
}

/** What every chart has in common: its frame. */
export interface CardProps {
  title: string;
  /** What the numbers mean and how they are counted. */
  help?: string;
  /** Small words beside the title, such as the period. */
  note?: string;
  height?: number;
  /** The numbers are on their way. */
  loading?: boolean;
  /** Why there is nothing to see, such as "needs orders of three months". Shown instead of the chart. */
  empty?: string;
  /** Exports the table elsewhere, such as by a job of the server; without it the browser writes the file. */
  onExcel?: (table: Table) => void;
  /** More in the head, such as a choice of the period. */
  tools?: ReactNode;
}

export const frameOf = ({ title, help, note, height, loading, empty, onExcel, tools }: CardProps): CardProps => ({
  title,
  help,
  note,
  height,
  loading,
  empty,
  onExcel,
  tools,
});
