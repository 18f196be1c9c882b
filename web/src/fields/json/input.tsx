import { useState } from "react";
import { Textarea } from "../../ui/mantine.ts";
import type { InputProps } from "../types.ts";

/** JSON as text; what does not parse stays in the box and is not sent. */
export function JsonInput({ value, onChange, id, autoFocus, describedBy }: InputProps) {
  const [text, setText] = useState(() => (value === null || value === undefined ? "" : JSON.stringify(value, null, 2)));
  const [wrong, setWrong] = useState(false);
  return (
    <Textarea
      id={id}
      autoFocus={autoFocus}
      aria-describedby={describedBy}
      autosize
      minRows={3}
      maxRows={14}
      value={text}
      error={wrong}
      styles={{ input: { fontFamily: "ui-monospace, monospace", fontSize: 12 } }}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        try {
          onChange(next.trim() ? JSON.parse(next) : null);
          setWrong(false);
        } catch {
          setWrong(true);
        }
      }}
    />
  );
}
