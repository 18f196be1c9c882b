import { expect, test } from "vitest";
import { example } from "./codes.ts";

const day = new Date(2026, 8, 3);

test("a code by a pattern", () => {
  expect(example("C{yyyy}{seq:6}", 1, day)).toBe("C2026000001");
  expect(example("客-{yy}{mm}{dd}-{seq}", 7, day)).toBe("客-260903-0007");
});

// The digits are those that the server gives (python-stdnum: 2026000001 -> 5, 5720 -> 6).
test("with a check digit at its end", () => {
  expect(example("C{yyyy}{seq:6}{check}", 1, day)).toBe("C20260000015");
  expect(example("5{seq:3}{check}", 720, day)).toBe("57206");
});

test.each(["", "C", "{seq}{seq}", "{check}{seq}", "{seq:0}", "{seq:13}", "{when}{seq}", "C {seq}", "{{seq}"])(
  "%s is no pattern",
  (pattern) => expect(example(pattern, 1, day)).toBeNull(),
);
