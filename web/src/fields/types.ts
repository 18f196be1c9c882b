/** What a field kind gives to every view: a cell, an input, a filter, and its value as plain text. */
import type { ComponentType } from "react";
import type { FieldSpec } from "../schema/types.ts";

export type Words = (key: string, data?: Record<string, unknown>) => string;

export interface CellProps {
  field: FieldSpec;
  value: unknown;
  /** Phones dial and addresses open: only where a press means nothing else, so never in a table. */
  live?: boolean;
}

export interface InputProps {
  field: FieldSpec;
  value: unknown;
  onChange: (value: unknown) => void;
  /** In a table cell: no border, and choosing is done at once. */
  inline?: boolean;
  /** The value is chosen for good (a pick from a list), so an inline editor may close. */
  onDone?: (value: unknown) => void;
  autoFocus?: boolean;
  id?: string;
  invalid?: boolean;
  describedBy?: string;
}

export interface FilterProps {
  field: FieldSpec;
  op: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

export interface KindView {
  width: number;
  align?: "right";
  Cell: ComponentType<CellProps>;
  text: (field: FieldSpec, value: unknown, t: Words) => string;
  /** What a person pasted, as a value to send; the server has the last word. */
  read: (field: FieldSpec, text: string) => unknown;
}

export const blank = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
