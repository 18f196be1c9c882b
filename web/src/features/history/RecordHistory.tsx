/** What changed on a record, by whom; Undo for each change set, and each value that was before can be had again. */

import { FieldText } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, filled, writable } from "../../schema/meta.ts";
import { useHistory } from "../../schema/queries.ts";
import type { Change, FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useDoings } from "../../views/doings.ts";
import { useWrites } from "../../views/useWrites.ts";
import "./history.css";
import { plain } from "./plain.ts";

export function RecordHistory({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const doings = useDoings();
  const history = useHistory(object.plural, row.id);
  const { save } = useWrites(object);
  if (history.isError) return <Fault fault={history.error} retry={() => history.refetch()} />;
  if (!history.data) return <Bones rows={5} />;
  if (history.data.rows.length === 0) return <Empty icon="history" title={t("history.none")} />;
  const text = (one: Change, value: unknown) => {
    const field = fieldNamed(object, one.name);
    return field ? <FieldText field={field} value={value} /> : plain(value) || "—";
  };
  return (
    <div>
      {history.data.rows.map((set) => (
        <article key={`${set.change_set}.${set.at}`} className="zh-set">
          <div className="z-row">
            <Avatar name={set.by?.title ?? "?"} />
            <strong style={{ fontWeight: 600 }}>{set.by?.title ?? t("history.system")}</strong>
            <span className="z-quiet">
              {t(`history.verb.${set.verb}`, { defaultValue: set.verb })} ·{" "}
              {t(`history.via.${set.via}`, { defaultValue: set.via })}
            </span>
            <span className="z-grow" />
            <time className="z-quiet z-num">{minuteOf(set.at)}</time>
            {object.rights.update && (
              <Button
                size="xs"
                variant="subtle"
                onClick={() => doings.undo(set.change_set, { object: object.name, id: row.id })}
              >
                {t("do.undo")}
              </Button>
            )}
          </div>
          {set.fields.length > 0 && (
            <ul style={{ margin: "6px 0 0 28px", padding: 0, listStyle: "none" }}>
              {set.fields.map((one) => (
                <li key={one.name} style={{ padding: "2px 0", overflowWrap: "anywhere" }}>
                  <span className="z-quiet">{one.label}: </span>
                  <del>{text(one, one.before)}</del> → {text(one, one.after)}
                  <RestoreValue object={object} row={row} change={one} onRestore={save} />
                </li>
              ))}
            </ul>
          )}
        </article>
      ))}
    </div>
  );
}

interface RestoreProps {
  object: ObjectSpec;
  row: Row;
  change: Change;
  onRestore: (row: Row, field: FieldSpec, value: unknown) => Promise<unknown>;
}

/** Only where it would change something that one may change and has seen whole. */
function RestoreValue({ object, row, change, onRestore }: RestoreProps) {
  const { t } = useWords();
  const field = fieldNamed(object, change.name);
  if (!field || field.masked || !writable(field) || !object.rights.update) return null;
  if (filled(field) && blank(change.before)) return null;
  if (JSON.stringify(change.before ?? null) === JSON.stringify(row[field.name] ?? null)) return null;
  return (
    <IconButton
      icon="arrow-back-up"
      size={22}
      iconSize={13}
      label={t("history.restore_value", { what: field.label })}
      onClick={() => void onRestore(row, field, change.before ?? null)}
    />
  );
}
