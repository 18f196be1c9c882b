/** A measure is defined: what it is called, what is counted, and what that comes to for some records. */

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ApiError, type FieldFault } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, objectNamed, useMeta } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import { working } from "../../schema/roles.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Check.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { useLeave } from "../../ui/leave.ts";
import { Drawer, Select, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { useWrites } from "../../views/useWrites.ts";
import { Defined } from "./Defined.tsx";
import { type Definition, definitionOf, draftOf } from "./forms.ts";
import { State } from "./State.tsx";
import { Tried } from "./Tried.tsx";
import "./measures.css";

interface Props {
  measures: ObjectSpec;
  row: Row | null;
  onClose: () => void;
}

export default function MeasureDrawer({ measures, row, onClose }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const words = useFaultWords();
  const { remove } = useWrites(measures);
  const [values, setValues] = useState({
    name: String(row?.name ?? ""),
    name_en: String(row?.name_en ?? ""),
    code: String(row?.code ?? ""),
    object: String(row?.object ?? working(meta)[0]?.name ?? ""),
    active: Boolean(row?.active ?? true),
  });
  const [draft, setDraft] = useState(() => draftOf(row?.definition as Definition | undefined));
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const target = objectNamed(meta, values.object);
  const all = useList(measures.plural, { limit: 200, sort: "name" }).data?.rows ?? [];
  const others = all.filter((one) => one.object === values.object && one.id !== row?.id);
  const label = (field: string) => fieldNamed(measures, field)?.label ?? field;
  const { touch, leave } = useLeave(onClose);
  const definition = definitionOf(draft);
  const put = (name: keyof typeof values, value: string | boolean) => {
    touch();
    setFaults(({ [name]: _, ...rest }) => rest);
    setValues((before) => ({ ...before, [name]: value }));
  };
  const tell = (fault: unknown) => {
    if (fault instanceof ApiError && Object.keys(fault.fields).some((one) => one)) return setFaults(fault.fields);
    const own = fault instanceof ApiError ? fault.fields[""] : undefined;
    const { message, code } = own ?? words(fault);
    return toast({ text: message, code, bad: true });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const given = { ...values, name_en: values.name_en || null, definition };
    try {
      await (row ? api.patch(measures.plural, row.id, row.version, given) : api.create(measures.plural, given));
      await client.invalidateQueries();
      onClose();
    } catch (fault) {
      tell(fault);
    }
  };
  const drop = async () => {
    if (row && (await remove(row))) {
      await client.invalidateQueries();
      onClose();
    }
  };
  const text = (name: "name" | "name_en" | "code", first = false) => (
    <TextInput
      label={label(name)}
      description={name === "code" ? fieldNamed(measures, name)?.help : undefined}
      disabled={name === "code" && Boolean(row)}
      data-autofocus={first || undefined}
      value={values[name]}
      error={faults[name]?.message}
      onChange={(event) => put(name, event.currentTarget.value)}
    />
  );
  return (
    <Drawer
      opened
      onClose={leave}
      position="right"
      size={760}
      title={t(row ? "form.edit" : "do.new", { what: measures.label })}
    >
      <form className="z-col" style={{ gap: 14 }} onSubmit={submit} noValidate>
        {row && <State measures={measures} row={row} />}
        <div className="zm-pair">
          {text("name", true)}
          {text("name_en")}
          {text("code")}
          <Select
            label={label("object")}
            allowDeselect={false}
            disabled={Boolean(row)}
            data={working(meta).map((one) => ({ value: one.name, label: one.label }))}
            value={values.object}
            error={faults.object?.message}
            onChange={(next) => {
              put("object", next ?? values.object);
              setDraft(draftOf(null)); // its relations are of the other object
            }}
          />
        </div>
        {target && (
          <Defined
            object={target}
            others={others}
            draft={draft}
            onChange={(next) => {
              touch();
              setFaults(({ definition: _, ...rest }) => rest);
              setDraft(next);
            }}
          />
        )}
        {faults.definition && (
          <div className="z-wrong" role="alert">
            {faults.definition.message}
          </div>
        )}
        {target && definition && <Tried object={target} definition={definition} code={values.code} />}
        <Check
          label={label("active")}
          checked={values.active}
          onChange={(event) => put("active", event.currentTarget.checked)}
        />
        <div className="z-row">
          {row && (
            <Button variant="subtle" color="red" onClick={drop}>
              {t("do.delete")}
            </Button>
          )}
          <span className="z-grow" />
          <Button variant="default" onClick={leave}>
            {t("do.cancel")}
          </Button>
          <Button type="submit" disabled={!definition || !values.name.trim() || !values.code.trim()}>
            {t("do.save")}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
