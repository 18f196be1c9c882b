import { describe, expect, it } from "vitest";
import { safeNext } from "../../lib/paths.ts";
import { groupOf } from "./TaskList.tsx";

describe("tasks", () => {
  it("fall under their day", () => {
    expect(groupOf("2026-01-01", "2026-01-02")).toBe("overdue");
    expect(groupOf("2026-01-02", "2026-01-02")).toBe("today");
    expect(groupOf("2026-01-03", "2026-01-02")).toBe("coming");
    expect(groupOf(null, "2026-01-02")).toBe("someday");
  });
});

describe("sign-in", () => {
  it.each([
    ["/customers?page=2", "/customers?page=2"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["/sign-in?next=/", "/"],
    [null, "/"],
  ])("leads to a path of this site only: %s", (next, path) => expect(safeNext(next)).toBe(path));
});
