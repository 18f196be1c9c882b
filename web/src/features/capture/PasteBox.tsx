/** Pasted text, what was recognised in it, and the choice of what goes into the form. Nothing is saved here. */
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { FieldInput, FieldText } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { useStill } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, writable } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec, Recognized } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Box, Check } from "../../ui/Check.tsx";
import { Chip } from "../../ui/Chip.tsx";
import { Bones, Fault } from "../../ui/Faces.tsx";
import { Modal, Textarea } from "../../ui/mantine.ts";
import { same } from "../../views/form/FormView.tsx";
import { chosen, sureness } from "./chosen.ts";
import "./capture.css";

interface Props {
  object: ObjectSpec;
  values: Record<string, unknown>;
  onFill: (values: Record<string, unknown>) => void;
  onClose: () => void;
}

export default function PasteBox({ object, values, onFill, onClose }: Props) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const still = useStill(text.trim(), 350);
  const query = useQuery({
    queryKey: ["recognized", object.plural, still],
    queryFn: ({ signal }) => api.recognize(object.plural, still, signal),
    enabled: still !== "",
    gcTime: 0, // it tells of people
    retry: false,
  });
  return (
    <Modal opened onClose={onClose} title={t("capture.title", { what: object.label })} size={640}>
      <div className="z-col" style={{ gap: 14 }}>
        <Textarea
          aria-label={t("capture.text")}
          placeholder={t("capture.placeholder")}
          autosize
          minRows={4}
          maxRows={10}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {still === "" ? (
          <span className="z-quiet">{t("capture.local")}</span>
        ) : query.isError ? (
          <Fault fault={query.error} retry={() => query.refetch()} />
        ) : query.data ? (
          <Found
            key={still}
            object={object}
            values={values}
            found={query.data}
            onCancel={onClose}
            onFill={(given) => {
              onFill(given);
              onClose();
            }}
          />
        ) : (
          <Bones rows={3} />
        )}
      </div>
    </Modal>
  );
}

interface FoundProps {
  object: ObjectSpec;
  values: Record<string, unknown>;
  found: Recognized;
  onFill: (values: Record<string, unknown>) => void;
  onCancel: () => void;
}

function Found({ object, values, found, onFill, onCancel }: FoundProps) {
  const { t } = useWords();
  const shown = found.fields.flatMap((one) => {
    const field = fieldNamed(object, one.field);
    return field ? [{ ...one, spec: field }] : [];
  });
  const [edited, setEdited] = useState<Record<string, unknown>>({});
  const [ticked, setTicked] = useState<Record<string, boolean>>(() =>
    Object.fromEntries(shown.map((one) => [one.field, blank(values[one.field]) || one.spec.default !== null])),
  );
  const [keepRest, setKeepRest] = useState(false);
  const note = object.fields.find((one) => one.kind === "long_text" && writable(one) && !one.masked);
  const given = chosen(found, edited, ticked);
  if (note && keepRest && found.rest)
    given[note.name] = [values[note.name], given[note.name], found.rest].filter((one) => !blank(one)).join("\n");
  const count = Object.keys(given).length;
  return (
    <>
      {shown.length === 0 && <span className="z-quiet">{t("capture.nothing")}</span>}
      {shown.length > 0 && (
        <ul className="cap-list">
          {shown.map((one) => (
            <Line
              key={one.field}
              field={one.spec}
              raw={one.raw}
              confidence={one.confidence}
              before={values[one.field]}
              value={one.field in edited ? edited[one.field] : one.value}
              on={ticked[one.field] ?? false}
              onTick={(on) => setTicked({ ...ticked, [one.field]: on })}
              onChange={(value) => {
                setEdited({ ...edited, [one.field]: value === "" ? null : value });
                setTicked({ ...ticked, [one.field]: true });
              }}
            />
          ))}
        </ul>
      )}
      {found.rest && (
        <div className="cap-rest">
          <span className="z-quiet">{t("capture.rest")}</span>
          <pre>{found.rest}</pre>
          {note && (
            <Check
              label={t("capture.keep_rest", { field: note.label })}
              checked={keepRest}
              onChange={(event) => setKeepRest(event.currentTarget.checked)}
            />
          )}
        </div>
      )}
      <div className="z-row" style={{ justifyContent: "flex-end" }}>
        <Button variant="default" onClick={onCancel}>
          {t("do.cancel")}
        </Button>
        <Button disabled={count === 0} onClick={() => onFill(given)}>
          {t("capture.fill", { count })}
        </Button>
      </div>
    </>
  );
}

interface LineProps {
  field: FieldSpec;
  raw: string;
  confidence: number;
  before: unknown;
  value: unknown;
  on: boolean;
  onTick: (on: boolean) => void;
  onChange: (value: unknown) => void;
}

function Line({ field, raw, confidence, before, value, on, onTick, onChange }: LineProps) {
  const { t } = useWords();
  const id = useId();
  const sure = sureness(confidence);
  return (
    <li className="cap-line" data-field={field.name}>
      <Box
        aria-label={t("capture.take", { field: field.label })}
        checked={on}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <label htmlFor={id} className="z-clip">
        {field.label}
      </label>
      <div className="cap-value">
        <FieldInput id={id} field={field} value={value} onChange={onChange} />
        {!blank(before) && !same(before, value) && (
          <span className="z-quiet z-clip">
            {t("capture.instead")} <FieldText field={field} value={before} />
          </span>
        )}
      </div>
      <span title={t("capture.from", { raw })}>
        <Chip color={sure === "check" ? "amber" : sure === "likely" ? "gray" : "teal"}>
          {t(`capture.sure.${sure}`)} {Math.round(confidence * 100)}%
        </Chip>
      </span>
    </li>
  );
}
