/** What a version of a scheme says, by its kind; the JSON of the server. */
import type { Condition } from "../../schema/condition.ts";
import type { ClassMove, Version } from "../../schema/types.ts";

export interface ClassOf {
  code: string;
  zh: string;
  en?: string;
  color?: string | null;
}
/** What is to be done with records that come into a class; with `task` somebody gets it as a task. */
export interface Play {
  class: string;
  title: string;
  content: string;
  task: boolean;
  days: number;
}
interface Said {
  classes: ClassOf[];
  plays?: Play[];
  /** Classes of key records: their owner is told when one falls from there. */
  alarm?: string[];
}
export interface Rule {
  class: string;
  where: Condition;
}
export interface RulesSaid extends Said {
  rules: Rule[];
  otherwise: string | null;
}
export interface Points {
  where: Condition;
  points: number;
}
export interface ScoreSaid extends Said {
  points: Points[];
  bands: { class: string; from: number }[];
}
export type Digit = "r" | "f" | "m";
export type Range = [number, number];
export interface Group extends Partial<Record<Digit, Range>> {
  class: string;
  /** Of the mean of the three digits by their weights, rounded. */
  total?: Range;
}
export interface RfmSaid extends Said {
  recency: string;
  frequency: string;
  monetary: string;
  bands: number;
  cuts: Record<Digit, number[]> | null;
  groups: Group[];
  weights?: number[];
  otherwise: string | null;
}
/** Whether groups go by the weighted mean alone. */
export const byTotal = ({ groups }: RfmSaid): boolean => groups.some((one) => one.total && !one.r && !one.f && !one.m);

export interface AbcSaid extends Said {
  measure: string;
  bands: { class: string; share: number }[];
}
export interface Stage {
  class: string;
  where: Condition;
  /** Only from these; from anywhere when there are none. */
  from?: string[];
}
export interface StagesSaid extends Said {
  stages: Stage[];
  /** The least days in a stage, by its class. */
  stay?: Record<string, number>;
  otherwise: string | null;
}
export interface ManualSaid extends Said {
  approval: boolean;
  otherwise: string | null;
}
export interface Scale {
  middle: number;
  width: number;
  log: boolean;
}
export interface ClusterSaid extends Said {
  measures: string[];
  scales: Scale[];
  middles: { class: string; at: number[] }[];
}
export type Definition = RulesSaid | ScoreSaid | RfmSaid | AbcSaid | StagesSaid | ManualSaid | ClusterSaid;

/** The value that stands at a place of a scale. */
export const valueAt = (scale: Scale, place: number): number => {
  const value = place * scale.width + scale.middle;
  return scale.log ? Math.expm1(value) : value;
};

export const DIGITS: Digit[] = ["r", "f", "m"];
export const PART = { r: "recency", f: "frequency", m: "monetary" } as const;

/** The definition that a version has; the server has checked it by the kind of its scheme. */
export const saidBy = (version: Version): Definition => version.definition as unknown as Definition;

export const labelOf = (one: ClassOf, language: string): string => (language === "en" && one.en) || one.zh || one.code;

/** The classes that any version had, those of the given one first; the newest words for each. */
export function classesOf(versions: readonly Version[], first?: Version): ClassOf[] {
  const found = new Map<string, ClassOf>();
  for (const version of first ? [first, ...versions] : versions)
    for (const one of saidBy(version).classes) if (!found.has(one.code)) found.set(one.code, one);
  return [...found.values()];
}

export const inForce = (versions: readonly Version[]) => versions.find((one) => one.state === "published");
export const planned = (versions: readonly Version[]) => versions.find((one) => one.state === "planned");
export const draftOf = (versions: readonly Version[]) => versions.find((one) => one.state === "draft");

/** How many records moves put into each class, or took from; under null those in none. */
export function countsOf(moves: readonly ClassMove[], side: "from" | "to"): Map<string | null, number> {
  const found = new Map<string | null, number>();
  for (const one of moves) found.set(one[side], (found.get(one[side]) ?? 0) + one.count);
  return found;
}

export const movedOf = (moves: readonly ClassMove[]): number =>
  moves.reduce((sum, one) => sum + (one.from === one.to ? 0 : one.count), 0);

/** `counts[from][to]` in the order of the codes. */
export function matrixOf(moves: readonly ClassMove[], codes: readonly (string | null)[]): number[][] {
  const at = new Map(codes.map((code, index) => [code, index]));
  const counts = codes.map(() => codes.map(() => 0));
  for (const { from, to, count } of moves) {
    const row = counts[at.get(from) ?? -1];
    const column = at.get(to);
    if (row && column !== undefined) row[column] = (row[column] ?? 0) + count;
  }
  return counts;
}

/** The classes that moves speak of, in their order; last those in none. */
export function codesIn(moves: readonly ClassMove[], classes: readonly ClassOf[]): (string | null)[] {
  const told = new Set(moves.flatMap((one) => [one.from, one.to]));
  const known = classes.map((one) => one.code);
  const others = [...told].filter((one): one is string => one !== null && !known.includes(one));
  return [...known, ...others, ...(told.has(null) ? [null] : [])];
}

/** A code of small letters, digits and underscores that none of the others has. */
export function codeFor(name: string, taken: readonly string[]): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 30);
  const stem = plain || "class";
  if (plain && !taken.includes(plain)) return plain;
  for (let at = plain ? 2 : 1; ; at++) {
    const code = plain ? `${stem}_${at}` : `${stem}${at}`;
    if (!taken.includes(code)) return code;
  }
}
