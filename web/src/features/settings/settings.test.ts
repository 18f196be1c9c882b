import { describe, expect, it } from "vitest";
import { codeFrom } from "./CustomFields.tsx";
import { grantOf, withAction, withFieldRule, withScope } from "./grants.ts";

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
    expect(withScope(grants, "customer", "own")).toEqual({
      ...grants,
      customer: { actions: { read: true }, scope: "own" },
    });
  });
});

describe("codes of fields", () => {
  it("come from plain letters", () => {
    expect(codeFrom("Member card no.")).toBe("member_card_no");
    expect(codeFrom("会员卡号")).toBe("");
  });
});
