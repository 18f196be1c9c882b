import { describe, expect, it } from "vitest";
import { chosen, sureness } from "./chosen.ts";

const found = {
  fields: [
    { field: "name", value: "张伟", raw: "张伟", confidence: 0.8, from: 0, to: 2 },
    { field: "phone", value: "+8613800138000", raw: "138 0013 8000", confidence: 0.98, from: 3, to: 16 },
  ],
  rest: "",
};

describe("what goes into the form", () => {
  it("is what is ticked, as it was edited", () => {
    expect(chosen(found, {}, { name: true, phone: false })).toEqual({ name: "张伟" });
    expect(chosen(found, { name: "张炜" }, { name: true, phone: true })).toEqual({
      name: "张炜",
      phone: "+8613800138000",
    });
    expect(chosen(found, { name: null }, { name: true })).toEqual({ name: null });
  });
  it("says how sure it is", () => {
    expect([0.98, 0.8, 0.62].map(sureness)).toEqual(["sure", "likely", "check"]);
  });
});
