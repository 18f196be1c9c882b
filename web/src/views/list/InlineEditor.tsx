/** An input in the place of a cell. Enter and Tab keep, Esc gives up, leaving keeps. */
import { type KeyboardEvent, useRef, useState } from "react";
import { FieldInput } from "../../fields/parts.tsx";
import { composing } from "../../lib/keys.ts";
import type { FieldSpec } from "../../schema/types.ts";

export type Move = "down" | "right" | "left" | "stay";

interface Props {
  field: FieldSpec;
  start: unknown;
  error?: string;
  onKeep: (value: unknown, move: Move) => void;
  onGiveUp: () => void;
}

export function InlineEditor({ field, start, error, onKeep, onGiveUp }: Props) {
  const [draft, setDraft] = useState(start);
  const over = useRef(false);
  const keep = (value: unknown, move: Move) => {
    if (over.current) return;
    over.current = true;
    onKeep(value, move);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (composing(event)) return;
    if (event.key === "Escape") {
      over.current = true;
      onGiveUp();
    } else if (event.key === "Enter" && !event.defaultPrevented) {
      event.preventDefault();
      keep(draft, "down");
    } else if (event.key === "Tab") {
      event.preventDefault();
      keep(draft, event.shiftKey ? "left" : "right");
    }
  };
  return (
    <div
      className="zg-editor"
      title={error}
      data-wrong={error ? true : undefined}
      onKeyDown={onKeyDown}
      onPaste={(event) => event.stopPropagation()}
      onBlur={(event) => {
        const to = event.relatedTarget as HTMLElement | null;
        if (to?.closest("[data-portal]") || event.currentTarget.contains(to)) return;
        keep(draft, "stay");
      }}
    >
      <FieldInput
        field={field}
        value={draft}
        onChange={setDraft}
        inline
        autoFocus
        invalid={Boolean(error)}
        onDone={(value) => keep(value, "stay")}
      />
    </div>
  );
}
