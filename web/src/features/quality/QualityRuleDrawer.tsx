/** A quality rule: of which records, which condition they meet when something is wrong, and how much that weighs. */

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ApiError, type FieldFault } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { type Condition, complete } from "../../schema/condition.ts";
import { fieldNamed, objectNamed, useMeta } from "../../schema/meta.ts";
import { working } from "../../schema/roles.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Check.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { useLeave } from "../../ui/leave.ts";
import { Drawer, NumberInput, Select, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { asGroup, Tree } from "../../views/condition/Tree.tsx";
import { useWrites } from "../../views/useWrites.ts";

export default function QualityRuleDrawer({
  rules,
  row,
  onClose,
}: {
  rules: ObjectSpec;
  row: Row | null;
  onClose: () => void;
}) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const words = useFaultWords();
  const { remove } = useWrites(rules);
  const [values, setValues] = useState<Record<string, unknown>>({
    name: row?.name ?? "",
    name_en: row?.name_en ?? "",
    object: row?.object ?? working(meta)[0]?.name ?? "",
    dimension: row?.dimension ?? "complete",
    meets: row?.meets ?? "faulty",
    weight: row?.weight ?? 1,
    active: row?.active ?? true,
  });
  const [where, setWhere] = useState<Condition>(() => asGroup((row?.where as Condition | undefined) ?? null));
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const target = objectNamed(meta, String(values.object));
  const label = (field: string) => fieldNamed(rules, field)?.label ?? field;
  const options = (field: string) =>
    fieldNamed(rules, field)?.options.map(({ value, label: title }) => ({ value, label: title }));
  const { touch, leave } = useLeave(onClose);
  const put = (name: string, value: unknown) => {
    touch();
    setFaults(({ [name]: _, ...rest }) => rest);
    setValues((before) => ({ ...before, [name]: value }));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const given = { ...values, name_en: values.name_en || null, where };
    try {
      await (row ? api.patch(rules.plural, row.id, row.version, given) : api.create(rules.plural, given));
      await client.invalidateQueries();
      onClose();
    } catch (fault) {
      if (fault instanceof ApiError && Object.keys(fault.fields).length > 0) setFaults(fault.fields);
      else {
        const { message, code } = words(fault);
        toast({ text: message, code, bad: true });
      }
    }
  };
  const drop = async () => {
    if (row && (await remove(row))) {
      await client.invalidateQueries();
      onClose();
    }
  };
  return (
    <Drawer
      opened
      onClose={leave}
      position="right"
      size={620}
      title={t(row ? "form.edit" : "do.new", { what: rules.label })}
    >
      <form className="z-col" style={{ gap: 14 }} onSubmit={submit} noValidate>
        {["name", "name_en"].map((name) => (
          <TextInput
            key={name}
            label={label(name)}
            data-autofocus={name === "name" || undefined}
            value={String(values[name])}
            error={faults[name]?.message}
            onChange={(event) => put(name, event.currentTarget.value)}
          />
        ))}
        <Select
          label={label("object")}
          allowDeselect={false}
          data={working(meta).map((one) => ({ value: one.name, label: one.label }))}
          value={String(values.object)}
          error={faults.object?.message}
          onChange={(next) => {
            put("object", next ?? values.object);
            setWhere(asGroup(null)); // its fields are of the other object
          }}
        />
        <div>
          <div className="z-quiet">{label("where")}</div>
          {target && (
            <Tree
              object={target}
              value={where}
              onChange={(next) => {
                touch();
                setFaults(({ where: _, ...rest }) => rest);
                setWhere(next);
              }}
            />
          )}
          {faults.where && <div style={{ color: "var(--z-danger)" }}>{faults.where.message}</div>}
        </div>
        {["meets", "dimension"].map((name) => (
          <Select
            key={name}
            label={label(name)}
            allowDeselect={false}
            data={options(name)}
            value={String(values[name])}
            onChange={(next) => put(name, next ?? values[name])}
          />
        ))}
        <NumberInput
          label={label("weight")}
          description={fieldNamed(rules, "weight")?.help}
          min={1}
          max={100}
          value={Number(values.weight)}
          error={faults.weight?.message}
          onChange={(next) => put("weight", Number(next))}
        />
        <Check
          label={label("active")}
          checked={Boolean(values.active)}
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
          <Button type="submit" disabled={!complete(where)}>
            {t("do.save")}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
