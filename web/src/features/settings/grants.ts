/**
 * The rights of a role: what may be done, with whose records, and how its fields are seen. An object's own actions stand
 * instead of those for all; what it says of its fields stands beside either.
 */
import type { Words } from "../../fields/types.ts";
import type { Condition } from "../../schema/condition.ts";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";

export const ACTIONS = [
  "read",
  "create",
  "update",
  "delete",
  "export",
  "import",
  "bulk",
  "assign",
  "reveal",
  "export_secrets",
] as const;
export const SCOPES = ["own", "department", "department_below", "all"] as const;
export const FIELD_RULES = ["hidden", "masked", "enter", "read", "write"] as const;
/** Rules that no other role widens. */
export const FIELD_DENIALS = ["hidden", "masked", "read"] as const;
const DENY = "deny_";

/** Which records: whose they are, and what they must meet besides. */
export interface Scope {
  who: string;
  departments: number[];
  where: Condition | null;
}
type StoredScope = string | { who?: string | { departments: number[] }; where?: Condition | null };

export interface Reveal {
  reason?: boolean;
  hourly?: number;
}

export interface Grant {
  /** true, or a scope of its own for this action. */
  actions?: Partial<Record<string, boolean | StoredScope>>;
  scope?: StoredScope;
  /** Rules for single fields; of the others the usual holds. */
  fields?: Record<string, string>;
  /** How masked values may be seen, by whom that action is allowed. */
  reveal?: Reveal;
  /** What no other role gives back. */
  deny?: { actions?: Record<string, true | { where: Condition }>; fields?: Record<string, string> };
}
export type Grants = Record<string, Grant>;

export const NAMED = "departments";

export function readScope(stored: StoredScope | undefined): Scope {
  if (stored === undefined || typeof stored === "string") {
    return { who: stored ?? "own", departments: [], where: null };
  }
  const who = stored.who ?? "all";
  const where = stored.where ?? null;
  return typeof who === "string"
    ? { who, departments: [], where }
    : { who: NAMED, departments: who.departments, where };
}

function writeScope({ who, departments, where }: Scope): StoredScope {
  if (who !== NAMED && !where) return who;
  return { who: who === NAMED ? { departments } : who, ...(where && { where }) };
}

/** Whether an object has actions of its own. */
export const ownActions = (grants: Grants, object: string): boolean => grants[object]?.actions !== undefined;

/** What holds for an object: what may be done, and with which records. */
export const grantOf = (grants: Grants, object: string) => {
  const grant = (ownActions(grants, object) ? grants[object] : grants["*"]) ?? {};
  return { actions: grant.actions ?? {}, scope: grant.scope ?? "own" };
};

/** How an action is called: those that are an object's own have their words from the server. */
export const actionLabel = (spec: ObjectSpec | undefined, action: string, t: Words): string =>
  spec?.verbs.find((one) => one.name === action)?.label ?? t(`settings.actions.${action}`);

/** With one action switched; nothing can be done to what cannot be read. */
export function withAction(grants: Grants, object: string, action: string, on: boolean): Grants {
  const before = grantOf(grants, object);
  const actions: Grant["actions"] = { ...before.actions };
  if (on) actions[action] = true;
  else delete actions[action];
  if (on && action !== "read") actions.read = actions.read ?? true;
  return {
    ...grants,
    [object]: {
      reveal: revealOf(grants, object),
      ...grants[object],
      ...before,
      actions: action === "read" && !on ? {} : actions,
    },
  };
}

export const withScope = (grants: Grants, object: string, scope: Scope): Grants => ({
  ...grants,
  [object]: { ...grants[object], ...grantOf(grants, object), scope: writeScope(scope) },
});

/** How masked values may be seen; an object with actions of its own has a rule of its own. */
export const revealOf = (grants: Grants, object: string): Reveal =>
  (ownActions(grants, object) ? grants[object] : grants["*"])?.reveal ?? {};

export const withReveal = (grants: Grants, object: string, reveal: Reveal): Grants => ({
  ...grants,
  [object]: { ...grants[object], ...grantOf(grants, object), reveal },
});

/** The actions that a role denies, and where. */
export function denialOf(grants: Grants, object: string): { actions: string[]; where: Condition | null } {
  const denied = grants[object]?.deny?.actions ?? {};
  const conditional = Object.values(denied).find((one) => one !== true);
  return { actions: Object.keys(denied), where: conditional ? conditional.where : null };
}

export function withDenial(grants: Grants, object: string, actions: string[], where: Condition | null): Grants {
  const grant = grants[object] ?? {};
  const denied = Object.fromEntries(actions.map((one) => [one, where ? { where } : (true as const)]));
  return tidy(grants, object, { ...grant, deny: { ...grant.deny, actions: denied } });
}

/** Without an entry, or parts of one, that say nothing. */
function tidy(grants: Grants, object: string, grant: Grant): Grants {
  const { [object]: _was, ...others } = grants;
  const { fields, deny, ...rest } = grant;
  const denied = { ...some("actions", deny?.actions), ...some("fields", deny?.fields) };
  const kept: Grant = { ...rest, ...some("fields", fields), ...some("deny", denied) };
  return kept.actions || kept.fields || kept.deny ? { ...others, [object]: kept } : others;
}

const some = (name: string, part: object | undefined) => (Object.keys(part ?? {}).length > 0 ? { [name]: part } : {});

/** The rule of a field: of this role alone, or one that no other widens (`deny_hidden`). */
export function fieldRuleOf(grants: Grants, object: string, field: string): string | null {
  const denied = grants[object]?.deny?.fields?.[field];
  return denied ? DENY + denied : (grants[object]?.fields?.[field] ?? null);
}

/** With another rule for a field; null: as usual. */
export function withFieldRule(grants: Grants, object: string, field: string, rule: string | null): Grants {
  const grant = grants[object] ?? {};
  const { [field]: _rule, ...fields } = grant.fields ?? {};
  const { [field]: _denied, ...denied } = grant.deny?.fields ?? {};
  if (rule?.startsWith(DENY)) denied[field] = rule.slice(DENY.length);
  else if (rule !== null) fields[field] = rule;
  return tidy(grants, object, { ...grant, fields, deny: { ...grant.deny, fields: denied } });
}

/** The fields of an object that may have rules. */
export const ruled = (object: ObjectSpec): FieldSpec[] =>
  object.fields.filter((one) => !one.system && rulesOf(object, one).length > 0);

/** The rules that a field can have: not every kind has a form that tells little, and without their titles nobody could
 * tell records from each other. */
export const rulesOf = (object: ObjectSpec, field: FieldSpec): string[] =>
  [...FIELD_RULES, ...FIELD_DENIALS.map((rule) => DENY + rule)].filter(
    (rule) =>
      (field.maskable || !(rule.endsWith("masked") || rule === "enter")) &&
      (field.name !== object.title_field || !rule.endsWith("hidden")),
  );

/** How many rules an object has beyond its row of boxes. */
export function rulesIn(grants: Grants, object: string): number {
  const { who, where } = readScope(grants[object]?.scope);
  const narrowed = Number(who === NAMED) + Number(where !== null);
  const { fields, deny } = grants[object] ?? {};
  const rules = Object.keys(fields ?? {}).length + Object.keys(deny?.fields ?? {}).length;
  return narrowed + rules + denialOf(grants, object).actions.length;
}
