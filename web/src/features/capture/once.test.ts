import { expect, test } from "vitest";
import type { Waiting } from "../../schema/types.ts";
import { firstOfEach } from "./once.ts";

const one = (id: number, record: number, field: string) =>
  ({ id, field, record: { object: "customer", id: record, title: "" } }) as Waiting;

test("of two values for one field only the newest is taken", () => {
  const rows = [one(4, 1, "phone"), one(3, 1, "phone"), one(2, 1, "email"), one(1, 2, "phone")];
  expect(firstOfEach(rows).map(({ id }) => id)).toEqual([4, 2, 1]);
});
