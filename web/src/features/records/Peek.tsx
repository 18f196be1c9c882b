/** A record beside its list; up and down step through the list. */
import { useEffect } from "react";
import { Link } from "react-router";
import { FieldCell } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { useWords } from "../../lib/i18n.ts";
import { typing } from "../../lib/keys.ts";
import { pathOf, titleOf, useMeta } from "../../schema/meta.ts";
import { useRecord } from "../../schema/queries.ts";
import { notesOf } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Bones, Fault } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Facts } from "../../views/record/Facts.tsx";
import { Composer } from "../../views/timeline/Composer.tsx";
import { Timeline } from "../../views/timeline/Timeline.tsx";
import { keyFields } from "./RecordPage.tsx";

interface Props {
  object: ObjectSpec;
  id: number;
  step: (by: number) => void;
  onClose: () => void;
}

export default function Peek({ object, id, step, onClose }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const record = useRecord(object.plural, id);
  const note = notesOf(meta, object);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const over = document.querySelector("[role=dialog], [role=menu]");
      if (event.key === "Escape" && !typing(event.target) && !over) onClose();
    };
    // While going down: an open tooltip would keep the key for itself.
    document.addEventListener("keydown", onKey, true);
    return () => document.removeEventListener("keydown", onKey, true);
  }, [onClose]);
  const row = record.data;
  return (
    <div>
      <div
        className="z-row"
        style={{
          position: "sticky",
          top: 0,
          zIndex: 2,
          padding: "8px 10px 8px 16px",
          background: "var(--z-panel)",
          borderBottom: "1px solid var(--z-line)",
        }}
      >
        <strong className="z-clip z-grow" style={{ fontSize: 15, fontWeight: 600 }}>
          {row ? (
            <Link to={pathOf(object, id)} style={{ color: "var(--z-ink)" }}>
              {titleOf(object, row)}
            </Link>
          ) : (
            "…"
          )}
        </strong>
        <IconButton icon="chevron-up" label={t("peek.up")} onClick={() => step(-1)} />
        <IconButton icon="chevron-down" label={t("peek.down")} onClick={() => step(1)} />
        <IconButton icon="x" label={t("do.close")} onClick={onClose} />
      </div>
      {record.isError && !row ? (
        <Fault fault={record.error} retry={() => record.refetch()} />
      ) : !row ? (
        <Bones rows={8} />
      ) : (
        <div style={{ opacity: row.id === id ? 1 : 0.6 }}>
          <div className="zr-keys" style={{ padding: "0 16px" }}>
            {keyFields(object)
              .filter((one) => !blank(row[one.name]))
              .map((one) => (
                <FieldCell key={one.name} field={one} value={row[one.name]} live />
              ))}
          </div>
          <Facts object={object} row={row} />
          {note && (
            <div style={{ borderTop: "1px solid var(--z-line)" }}>
              {note.object.rights.create && <Composer key={row.id} note={note} about={row.id} />}
              <Timeline object={object} id={row.id} />
            </div>
          )}
        </div>
      )}
    </div>
  );
}
