import { expect, test } from "vitest";
import { lay } from "./layers.ts";

const press = (target: EventTarget = window) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));

test("Escape closes the uppermost alone, and what is gone no more", () => {
  const closed: string[] = [];
  const below = lay(() => closed.push("below"));
  const above = lay(() => closed.push("above"));
  press();
  above();
  press();
  below();
  press();
  expect(closed).toEqual(["above", "below"]);
});

test("a list that is open in it keeps the key", () => {
  const closed: string[] = [];
  const away = lay(() => closed.push("layer"));
  const list = document.body.appendChild(document.createElement("div"));
  list.setAttribute("data-mantine-stop-propagation", "true");
  press(list);
  away();
  expect(closed).toEqual([]);
});
