import { expect, test } from "vitest";
import { pasted } from "./pasted.ts";

const clipboard = (given: Record<string, string>, ...files: File[]) =>
  ({ getData: (kind: string) => given[kind] ?? "", files }) as unknown as DataTransfer;

test("a table is taken before its text", async () => {
  const found = pasted(clipboard({ "text/html": "<TABLE border=0><tr><td>甲</table>", "text/plain": "甲" }), "粘贴");
  expect(found?.name).toBe("粘贴.html");
  expect(await found?.text()).toContain("甲");
});

test("text is taken where there is no table", () => {
  expect(pasted(clipboard({ "text/html": "<b>甲</b>", "text/plain": "甲\t乙" }), "粘贴")?.name).toBe("粘贴.txt");
  expect(pasted(clipboard({ "text/plain": " \n" }), "粘贴")).toBeNull();
  const file = new File(["x"], "a.xlsx");
  expect(pasted(clipboard({}, file), "粘贴")).toBe(file);
});
