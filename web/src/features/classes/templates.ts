/** What drafts begin with, by the kind of their scheme. */

import type { Condition } from "../../schema/condition.ts";
import { MEASURE } from "../../schema/roles.ts";
import type { FieldSpec } from "../../schema/types.ts";
import type { AbcSaid, ClassOf, Definition, Group, Range, RfmSaid, StagesSaid } from "./definition.ts";

const of = (code: string, zh: string, en: string, color: string): ClassOf => ({ code, zh, en, color });

const THREE = [
  of("a", "A 类", "Class A", "teal"),
  of("b", "B 类", "Class B", "blue"),
  of("c", "C 类", "Class C", "gray"),
];

/** The digit from which a score is high: the upper half, without the middle. */
export const highFrom = (size: number): number => Math.floor((size + 3) / 2);

/** High or low in each of the three: the usual eight. */
export function eight(size: number): Pick<RfmSaid, "classes" | "groups"> {
  const high = highFrom(size);
  const part = (up: boolean): Range => (up ? [high, size] : [1, high - 1]);
  const all: [ClassOf, boolean, boolean, boolean][] = [
    [of("champion", "重要价值客户", "Top customers", "teal"), true, true, true],
    [of("develop", "重要发展客户", "To be developed", "green"), true, false, true],
    [of("keep", "重要保持客户", "To be kept", "amber"), false, true, true],
    [of("win_back", "重要挽留客户", "To be won back", "red"), false, false, true],
    [of("steady", "一般价值客户", "Steady, small orders", "cyan"), true, true, false],
    [of("fresh", "一般发展客户", "New, small orders", "blue"), true, false, false],
    [of("fading", "一般保持客户", "Fading, small orders", "violet"), false, true, false],
    [of("dormant", "一般挽留客户", "Dormant", "gray"), false, false, false],
  ];
  return {
    classes: all.map(([one]) => one),
    groups: all.map(([{ code }, r, f, m]) => ({ class: code, r: part(r), f: part(f), m: part(m) })),
  };
}

/** Of five by five cells of recency and frequency: eleven groups. */
export function eleven(): Pick<RfmSaid, "classes" | "groups"> {
  const all: [ClassOf, Range, Range][] = [
    [of("champions", "冠军客户", "Champions", "teal"), [5, 5], [4, 5]],
    [of("loyal", "忠诚客户", "Loyal customers", "green"), [3, 4], [4, 5]],
    [of("potential", "潜在忠诚客户", "Potential loyalists", "lime"), [4, 5], [2, 3]],
    [of("new", "新客户", "New customers", "cyan"), [5, 5], [1, 1]],
    [of("promising", "有潜力客户", "Promising", "blue"), [4, 4], [1, 1]],
    [of("attention", "需要关注", "Need attention", "indigo"), [3, 3], [3, 3]],
    [of("about_to_sleep", "即将沉睡", "About to sleep", "violet"), [3, 3], [1, 2]],
    [of("at_risk", "有流失风险", "At risk", "amber"), [1, 2], [3, 4]],
    [of("cannot_lose", "不能失去", "Cannot lose them", "red"), [1, 2], [5, 5]],
    [of("hibernating", "冬眠客户", "Hibernating", "pink"), [2, 2], [1, 2]],
    [of("lost", "已流失", "Lost", "gray"), [1, 1], [1, 2]],
  ];
  return {
    classes: all.map(([one]) => one),
    groups: all.map(([{ code }, r, f]): Group => ({ class: code, r, f, m: [1, 5] })),
  };
}

/** The stages that customers usually go through; the later ones are tried first. */
function lifecycle(measures: readonly FieldSpec[]): StagesSaid {
  const has = (code: string) => measures.some((one) => codeOf(one) === code);
  const is = (code: string, op: string, value: number): Condition => ({ field: MEASURE + code, op, value });
  const stages =
    has("orders") && has("since_order")
      ? [
          { class: "lost", where: is("since_order", ">", 365) },
          { class: "dormant", where: is("since_order", ">", 180) },
          { class: "loyal", where: is("orders", ">=", 5) },
          { class: "repeat", where: is("orders", ">=", 2) },
          { class: "first", where: is("orders", ">=", 1) },
        ]
      : [];
  return {
    classes: [
      of("potential", "潜在", "Potential", "gray"),
      of("first", "首购", "First purchase", "cyan"),
      of("repeat", "复购", "Repeat", "blue"),
      of("loyal", "忠诚", "Loyal", "teal"),
      of("dormant", "沉睡", "Dormant", "amber"),
      of("lost", "流失", "Lost", "red"),
    ],
    stages: stages.map((one) => ({ ...one, from: [] })),
    stay: {},
    otherwise: "potential",
  };
}

const codeOf = (field: FieldSpec | undefined) => field?.name.slice(MEASURE.length) ?? "";

/** The measures that a draft begins with: those that companies begin with, else the first that would do. */
function known(measures: readonly FieldSpec[], code: string, moment = false): string {
  const fit = measures.filter((one) => (one.kind === "datetime") === moment);
  return codeOf(fit.find((one) => codeOf(one) === code) ?? fit[0]);
}

export function begun(kind: string, measures: readonly FieldSpec[]): Definition {
  const [a, b, c] = THREE.map((one) => one.code) as [string, string, string];
  const classes = THREE.map((one) => ({ ...one }));
  if (kind === "score")
    return {
      classes,
      points: [],
      bands: [
        { class: a, from: 80 },
        { class: b, from: 40 },
        { class: c, from: 0 },
      ],
    };
  if (kind === "rfm")
    return {
      ...eight(5),
      recency: known(measures, "last_order", true),
      frequency: known(measures, "orders"),
      monetary: known(measures, "spent"),
      bands: 5,
      cuts: null,
      otherwise: null,
    };
  if (kind === "abc") {
    const bands: AbcSaid["bands"] = [
      { class: a, share: 80 },
      { class: b, share: 95 },
      { class: c, share: 100 },
    ];
    return { classes, measure: known(measures, "spent"), bands };
  }
  if (kind === "stages") return lifecycle(measures);
  if (kind === "manual") return { classes, approval: false, otherwise: null };
  if (kind === "cluster") {
    const usual = ["orders", "spent", "since_order"].filter((code) => measures.some((one) => codeOf(one) === code));
    return { classes: [], measures: usual, scales: [], middles: [] };
  }
  return { classes, rules: [], otherwise: c };
}
