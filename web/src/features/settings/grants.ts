/**
 * The rights of a role: what may be done, with whose records, and how its fields are seen. An object's own actions stand
 * instead of those for all; what it says of its fields stands beside either.
 */
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";

export const ACTIONS = ["read", "create", "update", "delete", "export", "import", "bulk", "assign"] as const;
export const SCOPES = ["own", "department", "department_below", "all"] as const;
export const FIELD_RULES = ["hidden", "masked", "enter", "read", "write"] as const;

export interface Grant {
  /** true, or a scope of its own for this action. */
  actions?: Partial<Record<string, boolean | string>>;
  scope?: string;
  /** Rules for single fields; of the others the usual holds. */
  fields?: Record<string, string>;
}
export type Grants = Record<string, Grant>;

/** Whether an object has actions of its own. */
export const ownActions = (grants: Grants, object: string): boolean => grants[object]?.actions !== undefined;

/** What holds for an object, its fields apart. */
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
    [object]: { ...grants[object], ...before, actions: action === "read" && !on ? {} : actions },
  };
}

export const withScope = (grants: Grants, object: string, scope: string): Grants => ({
  ...grants,
  [object]: { ...grants[object], ...grantOf(grants, object), scope },
});

/** With another rule for a field; null: as usual. */
export function withFieldRule(grants: Grants, object: string, field: string, rule: string | null): Grants {
  const { [field]: _was, ...rest } = grants[object]?.fields ?? {};
  const fields = rule === null ? rest : { ...rest, [field]: rule };
  const { fields: _fields, ...grant } = grants[object] ?? {};
  if (Object.keys(fields).length > 0) return { ...grants, [object]: { ...grant, fields } };
  const { [object]: _object, ...others } = grants;
  return grant.actions ? { ...others, [object]: grant } : others;
}

/** The fields of an object that may have rules: without the one that names a record, nobody could tell them apart. */
export const ruled = (object: ObjectSpec): FieldSpec[] =>
  object.fields.filter((one) => !one.system && one.name !== object.title_field);

/** The rules that a field can have; not every kind has a form that tells little. */
export const rulesOf = (field: FieldSpec) =>
  FIELD_RULES.filter((rule) => field.maskable || (rule !== "masked" && rule !== "enter"));
