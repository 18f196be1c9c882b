/** One fact of a record: reads as text, becomes an input where it stands. */
import { type KeyboardEvent, memo, useState } from "react";
import { FieldCell, FieldInput } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { useWords } from "../../lib/i18n.ts";
import { composing } from "../../lib/keys.ts";
import { writable } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Reveal } from "./Reveal.tsx";

interface Props {
  object: ObjectSpec;
  field: FieldSpec;
  row: Row;
  mayEdit: boolean;
  onSave: (field: FieldSpec, value: unknown) => Promise<string | null>;
}

const AT_ONCE = new Set(["choice", "stage", "boolean", "link", "person", "region", "date"]);

export const InlineFact = memo(function InlineFact({ object, field, row, mayEdit, onSave }: Props) {
  const { t } = useWords();
  const [draft, setDraft] = useState<{ value: unknown; error?: string } | null>(null);
  const may = mayEdit && writable(field) && field.kind !== "json";
  const value = row[field.name];
  const label = t("record.edit_field", { label: field.label });
  const hidden = !blank(value) && field.revealable;
  // A link inside a button would be a control inside a control: such a fact gets a button of its own.
  const linked = hidden || (!blank(value) && ["link", "links", "url", "file"].includes(field.kind));
  const shown = hidden ? (
    <Reveal object={object} field={field} row={row} />
  ) : (
    <FieldCell field={field} value={value} live={field.kind === "url"} />
  );
  const keep = async (next: unknown) => {
    const sent = next === "" ? null : next;
    setDraft(null);
    if (JSON.stringify(sent ?? null) === JSON.stringify(value ?? null)) return;
    const error = await onSave(field, sent);
    if (error) setDraft({ value: next, error });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (composing(event) || !draft) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      setDraft(null);
    } else if (
      event.key === "Enter" &&
      !event.defaultPrevented &&
      (field.kind !== "long_text" || event.ctrlKey || event.metaKey)
    ) {
      event.preventDefault();
      void keep(draft.value);
    }
  };
  return (
    <div className="zr-fact">
      <dt>{field.label}</dt>
      <dd>
        {draft ? (
          <div
            onKeyDown={onKeyDown}
            onBlur={(event) => {
              const to = event.relatedTarget as HTMLElement | null;
              if (to?.closest("[data-portal]") || event.currentTarget.contains(to)) return;
              void keep(draft.value);
            }}
          >
            <FieldInput
              field={field}
              value={draft.value}
              autoFocus
              invalid={Boolean(draft.error)}
              onChange={(next) => setDraft({ value: next })}
              onDone={AT_ONCE.has(field.kind) ? (next) => void keep(next) : undefined}
            />
            {draft.error && <div className="zf-fault">{draft.error}</div>}
          </div>
        ) : may ? (
          <div
            role={linked ? undefined : "button"}
            tabIndex={linked ? undefined : 0}
            className="zr-value"
            onClick={(event) => !(event.target as HTMLElement).closest("a, button") && setDraft({ value })}
            onKeyDown={(event) => {
              if (event.target === event.currentTarget && (event.key === "Enter" || event.key === "F2")) {
                event.preventDefault();
                setDraft({ value });
              }
            }}
          >
            {!linked && <span className="z-hidden">{label}</span>}
            {blank(value) ? <span className="zr-blank">—</span> : shown}
            {linked && (
              <IconButton
                icon="edit"
                size={20}
                iconSize={13}
                label={label}
                style={{ marginLeft: "auto" }}
                onClick={() => setDraft({ value })}
              />
            )}
          </div>
        ) : (
          <div className="zr-value zr-fixed">{blank(value) ? <span className="zr-blank">—</span> : shown}</div>
        )}
      </dd>
    </div>
  );
});
