import { describe, expect, it } from "vitest";
import { codeFrom } from "./CustomFields.tsx";
import {
  denialOf,
  fieldRuleOf,
  grantOf,
  readScope,
  rulesIn,
  withAction,
  withDenial,
  withFieldRule,
  withScope,
} from "./grants.ts";

describe("rights", () => {
  const grants = { "*": { actions: { read: true }, scope: "all" } };
  it("fall back to those for all objects", () => expect(grantOf(grants, "customer").scope).toBe("all"));
  it("bring reading along and take everything with it", () => {
    const wider = withAction({}, "customer", "update", true);
    expect(wider.customer!.actions).toEqual({ update: true, read: true });
    expect(withAction(wider, "customer", "read", false).customer!.actions).toEqual({});
  });
  it("of fields stand beside those of the object", () => {
    const masked = withFieldRule(grants, "customer", "phone", "masked");
    expect(masked.customer).toEqual({ fields: { phone: "masked" } });
    expect(grantOf(masked, "customer")).toEqual({ actions: { read: true }, scope: "all" });
    const wider = withAction(masked, "customer", "update", true);
    expect(wider.customer!.fields).toEqual({ phone: "masked" });
    expect(withFieldRule(masked, "customer", "phone", null)).toEqual(grants);
    expect(withFieldRule(wider, "customer", "phone", null).customer!.fields).toBeUndefined();
  });
  it("keep the actions when the scope changes", () => {
    expect(withScope(grants, "customer", readScope("own"))).toEqual({
      ...grants,
      customer: { actions: { read: true }, scope: "own" },
    });
  });
});

describe("scopes", () => {
  const where = { field: "region", op: "in", value: "440300" };
  it.each([
    "own",
    { who: "department", where },
    { who: { departments: [3, 5] } },
    { who: { departments: [3] }, where },
  ])("stay what they are: %j", (stored) => {
    expect(withScope({}, "customer", readScope(stored)).customer!.scope).toEqual(stored);
  });
  it("count what is narrower than a word", () => {
    const grants = withScope({}, "customer", readScope({ who: { departments: [3] }, where }));
    expect(rulesIn(withDenial(grants, "customer", ["export"], null), "customer")).toBe(3);
  });
});

describe("denials", () => {
  const where = { field: "region", op: "in", value: "440300" };
  it("stand beside what is granted", () => {
    const denied = withDenial({ "*": { actions: { read: true } } }, "customer", ["export", "delete"], where);
    expect(denied.customer).toEqual({ deny: { actions: { export: { where }, delete: { where } } } });
    expect(denialOf(denied, "customer")).toEqual({ actions: ["export", "delete"], where });
    expect(grantOf(denied, "customer").actions).toEqual({ read: true });
    expect(withDenial(denied, "customer", [], where)).toEqual({ "*": { actions: { read: true } } });
  });
});

describe("rules of fields", () => {
  it("are of this role alone, or such that no other widens", () => {
    const closed = withFieldRule({}, "customer", "phone", "deny_hidden");
    expect(closed).toEqual({ customer: { deny: { fields: { phone: "hidden" } } } });
    expect(fieldRuleOf(closed, "customer", "phone")).toBe("deny_hidden");
    expect(rulesIn(closed, "customer")).toBe(1);
    const both = withDenial(closed, "customer", ["export"], null);
    expect(both.customer!.deny).toEqual({ actions: { export: true }, fields: { phone: "hidden" } });
    const masked = withFieldRule(both, "customer", "phone", "masked");
    expect(masked.customer).toEqual({ fields: { phone: "masked" }, deny: { actions: { export: true } } });
    expect(withFieldRule(closed, "customer", "phone", null)).toEqual({});
  });
});

describe("codes of fields", () => {
  it("come from plain letters", () => {
    expect(codeFrom("Member card no.")).toBe("member_card_no");
    expect(codeFrom("会员卡号")).toBe("");
  });
});
