/** A rule: for which field of whom, and how far its suggestions are trusted. */
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ApiError, type FieldFault } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, objectNamed, useMeta, writable } from "../../schema/meta.ts";
import { refresh } from "../../schema/queries.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { Drawer, Select } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";

const TOLD = new Set(["phone", "email", "url", "region", "birthday", "text"]);

export default function TrustDrawer({
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
  const people = meta.objects.filter((one) => one.verbs.some((verb) => verb.name === "copy_person"));
  const [about, setAbout] = useState(String(row?.object ?? people[0]?.name ?? ""));
  const [field, setField] = useState<string | null>(row ? String(row.field) : null);
  const [trust, setTrust] = useState(String(row?.trust ?? "blank"));
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const target = objectNamed(meta, about);
  const fields = target?.fields.filter((one) => TOLD.has(one.kind) && writable(one) && one.name !== target.title_field);
  const label = (name: string) => fieldNamed(rules, name)?.label ?? name;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const name = `${target?.label ?? about} ${fields?.find((one) => one.name === field)?.label ?? ""}`.slice(0, 60);
    const values = { name, object: about, field, trust };
    try {
      await (row ? api.patch(rules.plural, row.id, row.version, values) : api.create(rules.plural, values));
      refresh(client, rules.plural);
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
      size={440}
      title={t(row ? "form.edit" : "do.new", { what: rules.label })}
    >
      <form className="z-col" style={{ gap: 14 }} onSubmit={submit} noValidate>
        <Select
          label={label("object")}
          allowDeselect={false}
          data={people.map((one) => ({ value: one.name, label: one.label }))}
          value={about}
          error={faults.object?.message}
          onChange={(next) => {
            setAbout(next ?? about);
            setField(null);
          }}
        />
        <Select
          label={label("field")}
          allowDeselect={false}
          searchable
          data={fields?.map((one) => ({ value: one.name, label: one.label }))}
          value={field}
          error={faults.field?.message}
          onChange={(next) => {
            setField(next);
            setFaults({});
          }}
        />
        <Select
          label={label("trust")}
          description={fieldNamed(rules, "trust")?.help}
          allowDeselect={false}
          data={fieldNamed(rules, "trust")?.options.map(({ value, label: title }) => ({ value, label: title }))}
          value={trust}
          onChange={(next) => setTrust(next ?? trust)}
        />
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button type="submit" disabled={!field}>
            {t("do.save")}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
