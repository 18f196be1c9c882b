import { expect, it } from "vitest";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";
import { askable, deciders, firstQuestions, said } from "./questions.ts";

const field = (name: string, kind: string, more: Partial<FieldSpec> = {}) =>
  ({ name, kind, label: name, required: false, read_only: false, system: false, ...more }) as FieldSpec;
const object = {
  title_field: "name",
  related: [],
  fields: [
    field("id", "integer", { system: true, read_only: true }),
    field("name", "text", { required: true }),
    field("kind", "choice"),
    field("phone", "phone"),
    field("other_phone", "phone"),
    field("owner", "person"),
    field("tags", "tags"),
    field("born_on", "date", { read_only: true }),
  ],
} as unknown as ObjectSpec;

it("asks for nothing that strangers cannot give", () => {
  expect(askable(object).map((one) => one.name)).toEqual(["name", "kind", "phone", "other_phone"]);
});

it("begins with what a record must have and one phone", () => {
  expect(firstQuestions(object)).toEqual([{ field: "name", required: true }, { field: "phone" }]);
});

it("lets a question depend on shown choices before it", () => {
  expect(deciders(object, [{ field: "name" }])).toEqual([]);
  expect(deciders(object, [{ field: "kind" }]).map((one) => one.name)).toEqual(["kind"]);
  expect(deciders(object, [{ field: "kind", value: "person" }])).toEqual([]);
});

it("leaves out empty words", () => {
  expect(said({ "zh-CN": " ", en: "Name" })).toEqual({ en: "Name" });
});
