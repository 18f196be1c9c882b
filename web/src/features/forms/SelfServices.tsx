/** What people may see and correct of their own record. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FieldCell } from "../../fields/parts.tsx";
import { ApiError, type FieldFault } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, objectNamed, titleOf, useMeta } from "../../schema/meta.ts";
import { refresh, useList } from "../../schema/queries.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Check.tsx";
import { Bones, Empty, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useLeave } from "../../ui/leave.ts";
import { Drawer, NumberInput, Select, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { useWrites } from "../../views/useWrites.ts";
import { askable } from "./questions.ts";
import "./forms.css";

type Rules = Record<string, string>;
const RULES = ["see", "now", "approve"];

export default function SelfServices({ object }: { object: ObjectSpec }) {
  const { t } = useWords();
  const meta = useMeta();
  const { remove } = useWrites(object);
  const [open, setOpen] = useState<{ row: Row | null } | null>(null);
  const list = useList(object.plural, { limit: 100, sort: object.sort });
  const active = fieldNamed(object, "active");
  return (
    <>
      <div className="z-panel-head">
        <span className="z-grow">{object.label_plural}</span>
        <Button size="xs" onClick={() => setOpen({ row: null })}>
          {t("do.new", { what: object.label })}
        </Button>
      </div>
      <p className="z-quiet zf-about-them">{t("forms.self.help")}</p>
      {list.isError && !list.data ? (
        <Fault fault={list.error} retry={() => list.refetch()} />
      ) : !list.data ? (
        <Bones rows={2} />
      ) : list.data.rows.length === 0 ? (
        <Empty icon={object.icon} title={t("forms.self.none")} />
      ) : (
        <table className="zc-table">
          <tbody>
            {list.data.rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <button
                    type="button"
                    className="z-plain"
                    style={{ fontWeight: 500 }}
                    onClick={() => setOpen({ row })}
                  >
                    {titleOf(object, row)}
                  </button>
                </td>
                <td>{objectNamed(meta, String(row.object))?.label}</td>
                <td>{active && <FieldCell field={active} value={row.active} />}</td>
                <td className="zc-right">
                  <IconButton
                    icon="trash"
                    size={26}
                    label={`${t("do.delete")} ${titleOf(object, row)}`}
                    onClick={() => remove(row)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open && <Rule object={object} row={open.row} onClose={() => setOpen(null)} />}
    </>
  );
}

function Rule({ object, row, onClose }: { object: ObjectSpec; row: Row | null; onClose: () => void }) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const words = useFaultWords();
  const people = meta.objects.filter((one) => one.verbs.some((verb) => verb.name === "erase_person"));
  const [values, setValues] = useState({
    name: String(row?.name ?? ""),
    object: String(row?.object ?? people[0]?.name ?? ""),
    fields: (row?.fields ?? {}) as Rules,
    days: Number(row?.days ?? 7),
    active: row ? Boolean(row.active) : true,
  });
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const { touch, leave } = useLeave(onClose);
  const set = (part: Partial<typeof values>) => {
    touch();
    setFaults((before) => Object.fromEntries(Object.entries(before).filter(([name]) => !(name in part))));
    setValues((before) => ({ ...before, ...part }));
  };
  const target = objectNamed(meta, values.object);
  const label = (name: string) => fieldNamed(object, name)?.label ?? name;
  const save = async () => {
    try {
      await (row ? api.patch(object.plural, row.id, row.version, values) : api.create(object.plural, values));
      refresh(client, object.plural);
      onClose();
    } catch (fault) {
      const { message, code } = words(fault);
      const fields = fault instanceof ApiError ? fault.fields : {};
      setFaults(fields);
      toast({ text: Object.values(fields)[0]?.message ?? message, code, bad: true });
    }
  };
  const put = (name: string, rule: string | null) => {
    const { [name]: _, ...rest } = values.fields;
    set({ fields: rule ? { ...rest, [name]: rule } : rest });
  };
  return (
    <Drawer
      opened
      onClose={leave}
      position="right"
      size={560}
      title={t(row ? "form.edit" : "do.new", { what: object.label })}
    >
      <div className="z-col" style={{ gap: 14 }}>
        <div className="zf-two">
          <TextInput
            label={label("name")}
            data-autofocus
            value={values.name}
            error={faults.name?.message}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Select
            label={label("object")}
            allowDeselect={false}
            data={people.map((one) => ({ value: one.name, label: one.label }))}
            value={values.object}
            error={faults.object?.message}
            onChange={(next) => next && set({ object: next, fields: {} })}
          />
          <NumberInput
            label={label("days")}
            min={1}
            max={90}
            value={values.days}
            error={faults.days?.message}
            onChange={(next) => set({ days: Number(next) || 7 })}
          />
        </div>
        <div className="zf-head">{label("fields")}</div>
        {faults.fields && <div className="zf-wrong">{faults.fields.message}</div>}
        {target &&
          askable(target).map((one) => (
            <div key={one.name} className="zf-rule">
              <span className="z-clip">{one.label}</span>
              <Select
                size="xs"
                aria-label={one.label}
                placeholder={t("forms.self.rules.none")}
                clearable
                data={RULES.map((value) => ({ value, label: t(`forms.self.rules.${value}`) }))}
                value={values.fields[one.name] ?? null}
                onChange={(next) => put(one.name, next)}
              />
            </div>
          ))}
        <Check
          label={label("active")}
          checked={values.active}
          onChange={(event) => set({ active: event.currentTarget.checked })}
        />
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={leave}>
            {t("do.cancel")}
          </Button>
          <Button onClick={() => void save()}>{t("do.save")}</Button>
        </div>
      </div>
    </Drawer>
  );
}
