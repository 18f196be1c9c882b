/** Writes what happened, in ten seconds: the words, how, and the next step. Ctrl/⌘ Enter sends. */

import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useRef, useState } from "react";
import { FieldInput } from "../../fields/parts.tsx";
import { usePhone } from "../../lib/hooks.ts";
import { newKey } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { composing, MOD } from "../../lib/keys.ts";
import { api } from "../../schema/api.ts";
import { useMeta } from "../../schema/meta.ts";
import { refresh } from "../../schema/queries.ts";
import type { NoteShape } from "../../schema/roles.ts";
import { Button } from "../../ui/Button.tsx";
import { Select } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../doings.ts";
import { useWrites } from "../useWrites.ts";

interface Props {
  note: NoteShape;
  /** The record it is about. */
  about: number | null;
  box?: RefObject<HTMLTextAreaElement | null>;
  onDone?: () => void;
}

export function Composer({ note, about, box, onDone }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const doings = useDoings();
  const { tell } = useWrites(note.object);
  const [text, setText] = useState("");
  const [how, setHow] = useState(String(note.how?.default ?? note.how?.options?.[0]?.value ?? ""));
  const [nextOn, setNextOn] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  const moment = note.object.fields.find((one) => one.name === "at" && one.kind === "datetime");
  const person = note.object.fields.find((one) => one.kind === "person" && !one.system && !one.read_only);
  const send = async () => {
    if (!text.trim() || busy || !about) return;
    setBusy(true);
    const values: Record<string, unknown> = { [note.link]: about, [note.text.name]: text.trim() };
    if (note.how && how) values[note.how.name] = how;
    if (note.nextOn && nextOn) values[note.nextOn.name] = nextOn;
    if (moment) values[moment.name] = new Date().toISOString();
    if (person) values[person.name] = meta.me.id;
    try {
      const made = await api.create(note.object.plural, values, key.current);
      key.current = newKey();
      setText("");
      setNextOn(null);
      refresh(client);
      const set = made.change_set;
      toast({ text: t("said.noted"), undo: set ? () => doings.undo(set) : undefined });
      onDone?.();
    } catch (fault) {
      tell(fault);
    } finally {
      setBusy(false);
    }
  };
  const phone = usePhone();
  const active = text.length > 0;
  return (
    <div className="zt-composer">
      <textarea
        ref={box}
        value={text}
        rows={2}
        placeholder={t("timeline.write", { what: note.object.label })}
        aria-label={t("timeline.write", { what: note.object.label })}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!composing(event) && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void send();
          }
        }}
      />
      <div className="z-row z-wrap" style={{ marginTop: 8 }}>
        {note.how && (
          <Select
            size="xs"
            w={phone ? 84 : 100}
            aria-label={note.how.label}
            allowDeselect={false}
            data={(note.how.options ?? []).map((one) => ({ value: one.value, label: one.label }))}
            value={how}
            onChange={(next) => setHow(next ?? how)}
          />
        )}
        {note.nextOn && (
          <span className="z-row" style={{ gap: 6 }}>
            <span className="z-quiet">{note.nextOn.label}</span>
            <span style={{ width: phone ? 112 : 130 }}>
              <FieldInput field={note.nextOn} value={nextOn} onChange={setNextOn} />
            </span>
          </span>
        )}
        {active && !phone && (
          <span className="z-quiet" style={{ fontSize: 12 }}>
            {MOD} Enter
          </span>
        )}
        <Button
          size="xs"
          style={{ marginLeft: "auto" }}
          disabled={!text.trim() || !about}
          loading={busy}
          onClick={send}
        >
          {t("timeline.send")}
        </Button>
      </div>
    </div>
  );
}
