/** A new scheme: what it is called, of which records, and by which method; its code makes itself. */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { ApiError, type FieldFault, newKey } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, pathOf, useMeta } from "../../schema/meta.ts";
import { refresh, useClient } from "../../schema/queries.ts";
import { measureFields, working } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { useLeave } from "../../ui/leave.ts";
import { Drawer, Group, Radio, Select, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { codeFor } from "./definition.ts";
import "./classes.css";

interface Props {
  target: { object: ObjectSpec; values?: Record<string, unknown> };
  onClose: () => void;
}

type Values = Record<"name" | "name_en" | "code" | "object" | "kind" | "every", string>;

export default function SchemeDrawer({ target: { object, values: given = {} }, onClose }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useClient();
  const navigate = useNavigate();
  const words = useFaultWords();
  const key = useRef(newKey());
  const { touch, leave } = useLeave(onClose);
  const objects = working(meta).filter((one) => measureFields(one).length > 0);
  const first = objects[0] ?? working(meta)[0];
  const [values, setValues] = useState<Values>({
    name: String(given.name ?? ""),
    name_en: String(given.name_en ?? ""),
    code: String(given.code ?? ""),
    object: String(given.object ?? first?.name ?? ""),
    kind: String(given.kind ?? fieldNamed(object, "kind")?.default ?? "rules"),
    every: String(given.every ?? fieldNamed(object, "every")?.default ?? "week"),
  });
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const taken = useTakenCodes(object);
  const proposed = codeFor(values.name_en || values.kind, taken);
  const label = (name: string) => fieldNamed(object, name)?.label ?? name;
  const options = (name: string) =>
    (fieldNamed(object, name)?.options ?? []).map((one) => ({ value: one.value, label: one.label }));
  const put = (name: keyof Values, value: string) => {
    touch();
    setFaults(({ [name]: _, ...rest }) => rest);
    setValues((before) => ({ ...before, [name]: value }));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const code = values.code || proposed;
    try {
      const made = await api.create(object.plural, { ...values, code, name_en: values.name_en || null }, key.current);
      refresh(client, object.plural);
      onClose();
      navigate(pathOf(object, made.id));
    } catch (fault) {
      key.current = newKey();
      if (fault instanceof ApiError && Object.keys(fault.fields).length > 0) {
        setFaults(fault.fields);
        setValues((before) => ({ ...before, code }));
      } else {
        const { message, code: which } = words(fault);
        toast({ text: message, code: which, bad: true });
      }
    }
  };
  const text = (name: "name" | "name_en" | "code") => (
    <TextInput
      label={label(name)}
      description={name === "code" ? fieldNamed(object, "code")?.help : undefined}
      placeholder={name === "code" ? proposed : undefined}
      maxLength={fieldNamed(object, name)?.max_length ?? undefined}
      data-autofocus={name === "name" || undefined}
      value={values[name]}
      error={faults[name]?.message}
      onChange={(event) => put(name, event.currentTarget.value)}
    />
  );
  return (
    <Drawer opened onClose={leave} position="right" size={620} title={t("do.new", { what: object.label })}>
      <form className="z-col" style={{ gap: 14 }} onSubmit={submit} noValidate>
        {text("name")}
        {text("name_en")}
        <Select
          label={label("object")}
          allowDeselect={false}
          data={working(meta).map((one) => ({ value: one.name, label: one.label }))}
          value={values.object}
          error={faults.object?.message}
          onChange={(next) => next && put("object", next)}
        />
        <Radio.Group
          label={label("kind")}
          value={values.kind}
          error={faults.kind?.message}
          onChange={(next) => put("kind", next)}
        >
          <div className="z-col zs-kinds">
            {options("kind").map((one) => (
              <Radio
                key={one.value}
                value={one.value}
                label={one.label}
                description={t(`classes.kinds.${one.value}`)}
              />
            ))}
          </div>
        </Radio.Group>
        <Select
          label={label("every")}
          allowDeselect={false}
          data={options("every")}
          value={values.every}
          onChange={(next) => next && put("every", next)}
        />
        {text("code")}
        <Group justify="flex-end">
          <Button variant="default" onClick={leave}>
            {t("do.cancel")}
          </Button>
          <Button type="submit" disabled={!values.name.trim()}>
            {t("do.save")}
          </Button>
        </Group>
      </form>
    </Drawer>
  );
}

/** The codes that schemes have already, so that none of them is proposed. */
function useTakenCodes(object: ObjectSpec): string[] {
  const all = useQuery({
    queryKey: ["list", object.plural, "codes"],
    queryFn: () => api.list(object.plural, { columns: ["code"], limit: 200 }),
  });
  return (all.data?.rows ?? []).map((one) => String(one.code));
}
