/** Objects found by their shape, never by their name: what is a task, what is a note, what keeps files. */
import { fieldNamed, objectNamed, ownerField, writable } from "./meta.ts";
import type { Backlink, FieldSpec, Meta, NavGroup, ObjectSpec } from "./types.ts";

export interface TaskShape {
  object: ObjectSpec;
  status: FieldSpec;
  done: string;
  dropped: string | null;
  open: string;
  due: FieldSpec;
  owner: FieldSpec | undefined;
  about: FieldSpec | undefined;
  remind: FieldSpec | undefined;
}

/** Something to do: it has a day it is due and a stage that ends. */
export function taskShape(object: ObjectSpec | undefined): TaskShape | undefined {
  const due = object?.fields.find((one) => /^due_/.test(one.name) && /^date/.test(one.kind));
  const status = object?.fields.find((one) => one.kind === "stage" && one.outcome?.won);
  if (!object || !due || !status) return undefined;
  return {
    object,
    status,
    due,
    done: status.outcome!.won!,
    dropped: status.outcome!.lost ?? null,
    open: String(status.default ?? status.options?.[0]?.value ?? "open"),
    owner: ownerField(object),
    about: object.fields.find((one) => one.kind === "link" && writable(one)),
    remind: object.fields.find((one) => one.name.startsWith("remind_") && one.kind === "datetime"),
  };
}

/** What people ask of the company by law: something to do whose day follows by itself. */
export const requestsOf = (meta: Meta): TaskShape | undefined =>
  meta.objects.map(taskShape).find((one) => one?.due.read_only);

/** Rules that say how long records are kept: an object's name, a condition, and what to do then. */
export const keepingOf = (meta: Meta): ObjectSpec | undefined =>
  meta.objects.find((one) => one.settings && ["object", "where", "action"].every((name) => fieldNamed(one, name)));

/** What happens when a new record is probably there already. */
export const entryRulesOf = (meta: Meta): ObjectSpec | undefined =>
  meta.objects.find((one) => one.settings && ["object", "through", "least"].every((name) => fieldNamed(one, name)));
/** Rules that say what makes records good: of an object's records, a condition, and how much it weighs. */
export const qualityRulesOf = (meta: Meta): ObjectSpec | undefined =>
  meta.objects.find((one) => one.settings && ["object", "where", "weight"].every((name) => fieldNamed(one, name)));

/** Named facts of records: of an object, what is counted. */
export const measuresOf = (meta: Meta): ObjectSpec | undefined =>
  meta.objects.find((one) => one.settings && ["object", "code", "definition"].every((name) => fieldNamed(one, name)));

/** Sets of records by condition or by hand. */
export const isSegments = (object: ObjectSpec): boolean =>
  !object.settings && ["object", "where", "kind"].every((name) => fieldNamed(object, name));
export const segmentsOf = (meta: Meta): ObjectSpec | undefined => meta.objects.find(isSegments);

/** Whether somebody may put duplicates of an object right. */
export const mayMerge = (object: ObjectSpec): boolean =>
  Boolean(object.compared && object.rights.update && object.rights.delete);

/** Whether somebody looks after the quality of records: who sees all of an object and edits in bulk. */
export const keepsQuality = (meta: Meta): boolean => listed(meta).some((one) => one.whole);

/** Whether its records are worth something, as orders are. */
export const hasMoney = (object: ObjectSpec): boolean => object.fields.some((one) => one.kind === "money");

/** Whose purchases are looked at: the main object, if measures are kept of it or money hangs on it. */
export function analysed(meta: Meta): ObjectSpec | undefined {
  const main = mainObject(meta);
  const others = main?.related.map((back) => objectNamed(meta, back.object)) ?? [];
  const buys = others.some((one) => one && hasMoney(one)) || main?.fields.some((one) => one.group === "measures");
  return buys ? main : undefined;
}

/** Forms on the web: an object's name, and what is asked. */
export const formsOf = (meta: Meta): ObjectSpec | undefined =>
  meta.objects.find((one) => one.settings && ["object", "questions"].every((name) => fieldNamed(one, name)));

/** What people may see and correct of their own record: an object's name, and a rule a field. */
export const selfServicesOf = (meta: Meta): ObjectSpec | undefined =>
  meta.objects.find((one) => one.settings && ["object", "fields", "days"].every((name) => fieldNamed(one, name)));

/** Whether the records of an object are ways of classifying others: an object's name, a method, how often. */
export const isScheme = (object: ObjectSpec): boolean =>
  !object.settings && ["object", "kind", "every"].every((name) => fieldNamed(object, name));

/** Whether they are programmes for a class, of which a part is held out to compare with. */
export const isProgramme = (object: ObjectSpec): boolean =>
  !object.settings && ["in_class", "held_out"].every((name) => fieldNamed(object, name));

/** The numbers and moments that are kept beside the records of an object. */
export const MEASURE = "m_";
export const measureFields = (object: ObjectSpec): FieldSpec[] =>
  object.fields.filter((one) => one.name.startsWith(MEASURE));

/** Before the code of a scheme: the field in which its class stands. */
export const CLASS = "class_";

/** Rules by which records get their codes. */
export const codeRulesOf = (meta: Meta): ObjectSpec | undefined =>
  meta.objects.find(
    (one) => one.settings && ["object", "pattern", "department"].every((name) => fieldNamed(one, name)),
  );

/** Objects whose records have a code. */
export const withCodes = (meta: Meta): ObjectSpec[] =>
  meta.objects.filter((one) => !one.settings && one.fields.some((field) => field.kind === "code"));

export const tasksOf = (meta: Meta): TaskShape | undefined => meta.objects.map(taskShape).find(Boolean);

export interface NoteShape {
  object: ObjectSpec;
  link: string;
  text: FieldSpec;
  how: FieldSpec | undefined;
  next: FieldSpec | undefined;
  nextOn: FieldSpec | undefined;
}

/** What happened with a record: a related object of its timeline whose title is a long text. */
export function notesOf(meta: Meta, object: ObjectSpec): NoteShape | undefined {
  if (!object.timeline) return undefined;
  for (const back of object.related) {
    const note = objectNamed(meta, back.object);
    const text = note?.fields.find((one) => one.name === note.title_field && one.kind === "long_text");
    if (!note || !text) continue;
    return {
      object: note,
      link: back.field,
      text,
      how: note.fields.find((one) => one.kind === "choice" && writable(one)),
      next: note.fields.find((one) => one.name.startsWith("next_") && one.kind === "text"),
      nextOn: note.fields.find((one) => one.name.startsWith("next_") && one.kind === "date"),
    };
  }
  return undefined;
}

/** The main object people work with: the first that can have notes. */
export const mainObject = (meta: Meta): ObjectSpec | undefined =>
  meta.objects.find((one) => one.rights.read && notesOf(meta, one));

export interface FilesShape {
  back: Backlink;
  object: ObjectSpec;
  file: FieldSpec;
}

export function filesOf(meta: Meta, object: ObjectSpec): FilesShape | undefined {
  for (const back of object.related) {
    const keeper = objectNamed(meta, back.object);
    const file = keeper?.fields.find((one) => one.kind === "file" && one.required); // and not a photo of somebody
    if (keeper && file) return { back, object: keeper, file };
  }
  return undefined;
}

/** What belongs to a record, in the order of a day's work: what happened, whom one knows there, what to do, the papers. */
export function relatedOf(meta: Meta, object: ObjectSpec): Backlink[] {
  const note = notesOf(meta, object)?.object.name;
  const files = filesOf(meta, object)?.object.name;
  const rank = ({ object: name }: Backlink) =>
    name === note ? 0 : name === files ? 3 : taskShape(objectNamed(meta, name)) ? 2 : 1;
  return object.related
    .filter((one) => objectNamed(meta, one.object)?.rights.read)
    .sort((one, other) => rank(one) - rank(other));
}

/** Objects that people work with: those of the navigation, and those that belong to one of them. */
export function working(meta: Meta): ObjectSpec[] {
  const main = mainObject(meta);
  const listed = new Set(meta.nav.flatMap((group) => group.objects));
  const belongs = (one: ObjectSpec) =>
    meta.objects.some((other) => listed.has(other.name) && other.related.some((back) => back.object === one.name));
  const all = meta.objects.filter((one) => one.rights.read && !one.settings && (listed.has(one.name) || belongs(one)));
  return main ? [main, ...all.filter((one) => one !== main)] : all;
}

/** Objects with a place of their own in the navigation: what one makes and goes to. */
export const listed = (meta: Meta): ObjectSpec[] =>
  working(meta).filter((one) => meta.nav.some((group) => group.objects.includes(one.name)));

/** Small lists that others draw from, such as agreed tags: kept under settings. */
export const lookups = (meta: Meta): ObjectSpec[] =>
  meta.objects.filter(
    (one) =>
      one.rights.read &&
      !one.settings &&
      !working(meta).includes(one) &&
      !one.fields.some((field) => field.kind === "json"),
  );

/** The navigation: the day's work first, and in each part the main object first. */
export function navigation(meta: Meta): (Omit<NavGroup, "objects"> & { objects: ObjectSpec[] })[] {
  const order = working(meta);
  return meta.nav
    .map((group) => ({ ...group, objects: order.filter((one) => group.objects.includes(one.name)) }))
    .filter((group) => group.objects.length > 0)
    .sort((one, other) => Number(other.name === "workbench") - Number(one.name === "workbench"));
}
