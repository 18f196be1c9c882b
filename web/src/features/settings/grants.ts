/** The rights of a role: what may be done, and with whose records. An object's own entry stands instead of the one for all. */
export const ACTIONS = ["read", "create", "update", "delete", "export", "import", "bulk", "assign"] as const;
export const SCOPES = ["own", "department", "department_below", "all"] as const;

export interface Grant {
  /** true, or a scope of its own for this action. */
  actions: Partial<Record<string, boolean | string>>;
  scope?: string;
}
export type Grants = Record<string, Grant>;

export const grantOf = (grants: Grants, object: string): Grant =>
  grants[object] ?? grants["*"] ?? { actions: {}, scope: "own" };

/** With one action switched; nothing can be done to what cannot be read. */
export function withAction(grants: Grants, object: string, action: string, on: boolean): Grants {
  const before = grantOf(grants, object);
  const actions: Grant["actions"] = { ...before.actions };
  if (on) actions[action] = true;
  else delete actions[action];
  if (on && action !== "read") actions.read = actions.read ?? true;
  return { ...grants, [object]: { ...before, actions: action === "read" && !on ? {} : actions } };
}

export const withScope = (grants: Grants, object: string, scope: string): Grants => ({
  ...grants,
  [object]: { ...grantOf(grants, object), scope },
});
