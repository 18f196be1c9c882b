import { describe, expect, it } from "vitest";
import type { LinkedPreview, LinkedSheet } from "../../../schema/types.ts";
import { bodyOf, partsOf, withLink, withPart } from "./state.ts";

const link = { field: "customer", column: 0, sheet: "客户", key: 0, record: null };
const sheet = (name: string, object: string | null, links: unknown[] = []) =>
  ({ sheet: name, plan: object ? { object, sheet: name } : null, links }) as unknown as LinkedSheet;
const shown = {
  sheets: [sheet("客户", "customer"), sheet("说明", null), sheet("联系人", "contact", [link])],
} as unknown as LinkedPreview;

describe("sheets that are imported together", () => {
  it("are all proposed until something is said", () => {
    expect(bodyOf(null)).toEqual({});
    expect(Object.keys(partsOf(shown))).toEqual(["客户", "联系人"]);
  });

  it("keep the order of the file, and links that were said", () => {
    const said = withPart(shown, null, "联系人", { plan: { object: "contact", sheet: "联系人" }, links: [link] });
    const mode = withPart(shown, said, "客户", { plan: { object: "customer", mode: "update" }, links: null });
    expect(Object.keys(mode ?? {})).toEqual(["客户", "联系人"]);
    expect(mode?.联系人?.links).toEqual([link]);
  });

  it("are linked anew when one of them is left out or holds something else", () => {
    const said = withPart(shown, null, "联系人", { plan: { object: "contact", sheet: "联系人" }, links: [link] });
    const without = withPart(shown, said, "客户", null);
    expect(Object.keys(without ?? {})).toEqual(["联系人"]);
    expect(without?.联系人?.links).toBeNull();
    const added = withPart(shown, said, "说明", { plan: { object: "task", sheet: "说明" }, links: null });
    expect(added?.联系人?.links).toBeNull();
  });

  it("lose a link that leads nowhere", () => {
    const contacts = shown.sheets[2]!;
    expect(withLink(contacts, 0, { ...link, column: null, sheet: null, key: null })).toEqual([]);
    expect(withLink(contacts, 0, { ...link, key: 3 })).toEqual([{ ...link, key: 3 }]);
  });
});
