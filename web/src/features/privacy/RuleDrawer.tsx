/** A retention rule: of which records, and what becomes of them. */

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
import { Drawer, Select, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { asGroup, Tree } from "../../views/condition/Tree.tsx";

export function RuleDrawer({ rules, row, onClose }: { rules: ObjectSpec; row: Row | null; onClose: () => void }) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const words = useFaultWords();
  const [name, setName] = useState(String(row?.name ?? ""));
  const [about, setAbout] = useState(String(row?.object ?? working(meta)[0]?.name ?? ""));
  const [action, setAction] = useState(String(row?.action ?? "delete"));
  const [active, setActive] = useState(Boolean(row?.active));
  const [where, setWhere] = useState<Condition>(() => asGroup((row?.where as Condition | undefined) ?? null));
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const target = objectNamed(meta, about);
  const label = (field: string) => fieldNamed(rules, field)?.label ?? field;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const values = { name, object: about, action, active, where };
    try {
      await (row ? api.patch(rules.plural, row.id, row.version, values) : api.create(rules.plural, values));
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
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={620}
      title={t(row ? "form.edit" : "do.new", { what: rules.label })}
    >
      <form className="z-col" style={{ gap: 14 }} onSubmit={submit} noValidate>
        <TextInput
          label={label("name")}
          data-autofocus
          value={name}
          error={faults.name?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={label("object")}
          allowDeselect={false}
          data={working(meta).map((one) => ({ value: one.name, label: one.label }))}
          value={about}
          error={faults.object?.message}
          onChange={(next) => {
            setAbout(next ?? about);
            setWhere(asGroup(null)); // its fields are of the other object
          }}
        />
        <div>
          <div className="z-quiet">{label("where")}</div>
          {target && <Tree object={target} value={where} onChange={setWhere} />}
          {faults.where && <div className="zp-late">{faults.where.message}</div>}
        </div>
        <Select
          label={label("action")}
          allowDeselect={false}
          data={fieldNamed(rules, "action")?.options.map(({ value, label: title }) => ({ value, label: title }))}
          value={action}
          onChange={(next) => setAction(next ?? action)}
        />
        <Check label={label("active")} checked={active} onChange={(event) => setActive(event.currentTarget.checked)} />
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
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
