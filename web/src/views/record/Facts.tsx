/** The facts of a record in their groups; empty ones of the lesser groups wait behind a button. */
import { useState } from "react";
import { blank } from "../../fields/types.ts";
import { useEvent } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { namedBy } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { groupsOf } from "../form/FormView.tsx";
import { useWrites } from "../useWrites.ts";
import { InlineFact } from "./InlineFact.tsx";
import "./record.css";

export function Facts({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const { save } = useWrites(object);
  const onSave = useEvent((field: FieldSpec, value: unknown) => save(row, field, value));
  const birthday = object.fields.some((one) => one.kind === "birthday" && !blank(row[one.name]));
  const fields = object.fields.filter(
    (one) =>
      !one.system &&
      one.kind !== "json" &&
      // The title stands above; one that is seen in part stands here too, to be looked at whole.
      (one.name !== namedBy(object, row) || one.revealable) &&
      // The day somebody was born on tells nothing beside their birthday, least of all in part.
      !(one.name === object.born && one.masked && birthday),
  );
  const system = object.fields.filter(
    (one) => one.group === "system" && !blank(row[one.name]) && ["datetime", "person"].includes(one.kind),
  );
  const empty = fields.filter((one) => blank(row[one.name]));
  const shown =
    all || empty.length < 6
      ? fields
      : fields.filter((one) => !blank(row[one.name]) || object.columns.includes(one.name));
  return (
    <div className="zr-facts">
      {groupsOf(shown).map(([group, members]) => (
        <section key={group}>
          {group !== "basic" && <h3>{t(`form.groups.${group}`, { defaultValue: group })}</h3>}
          <dl>
            {members.map((field) => (
              <InlineFact
                key={`${row.id}.${field.name}`}
                object={object}
                field={field}
                row={row}
                mayEdit={object.rights.update}
                onSave={onSave}
              />
            ))}
          </dl>
        </section>
      ))}
      {empty.length >= 6 && (
        <button
          type="button"
          className="z-plain"
          style={{ color: "var(--z-accent)", padding: "6px 0" }}
          onClick={() => setAll(!all)}
        >
          {all ? t("record.hide_empty") : t("record.show_empty", { n: fields.length - shown.length })}
        </button>
      )}
      {system.length > 0 && (
        <section>
          <dl>
            {system.map((field) => (
              <InlineFact key={field.name} object={object} field={field} row={row} mayEdit={false} onSave={onSave} />
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}
