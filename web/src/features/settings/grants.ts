/**
 * The rights of a role: what may be done, with whose records, and how its fields are seen. An object's own actions stand
 * instead of those for all; what it says of its fields stands beside either.
 */
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
  deny?: { actions?: Record<string, true | { where: Condition }> };
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
  const { deny: _was, ...grant } = grants[object] ?? {};
  const denied = Object.fromEntries(actions.map((one) => [one, where ? { where } : (true as const)]));
  return tidy(grants, object, actions.length > 0 ? { ...grant, deny: { actions: denied } } : grant);
}

/** Without an entry that says nothing. */
function tidy(grants: Grants, object: string, grant: Grant): Grants {
  const { [object]: _was, ...others } = grants;
  return grant.actions || grant.fields || grant.deny ? { ...others, [object]: grant } : others;
}

/** With another rule for a field; null: as usual. */
export function withFieldRule(grants: Grants, object: string, field: string, rule: string | null): Grants {
  const { [field]: _was, ...rest } = grants[object]?.fields ?? {};
  const fields = rule === null ? rest : { ...rest, [field]: rule };
  const { fields: _fields, ...grant } = grants[object] ?? {};
  return tidy(grants, object, Object.keys(fields).length > 0 ? { ...grant, fields } : grant);
}

/** The fields of an object that may have rules: without the one that names a record, nobody could tell them apart. */
export const ruled = (object: ObjectSpec): FieldSpec[] =>
  object.fields.filter((one) => !one.system && one.name !== object.title_field);

/** The rules that a field can have; not every kind has a form that tells little. */
export const rulesOf = (field: FieldSpec) =>
  FIELD_RULES.filter((rule) => field.maskable || (rule !== "masked" && rule !== "enter"));

/** How many rules an object has beyond its row of boxes. */
export function rulesIn(grants: Grants, object: string): number {
  const { who, where } = readScope(grants[object]?.scope);
  const narrowed = Number(who === NAMED) + Number(where !== null);
  return narrowed + Object.keys(grants[object]?.fields ?? {}).length + denialOf(grants, object).actions.length;
}
