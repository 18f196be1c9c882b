/** By which pattern records are numbered: a table of rules, each for the company or a department. */

import { type FormEvent, Suspense, useState } from "react";
import { FieldInput } from "../../fields/parts.tsx";
import type { FieldFault } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, objectNamed, useMeta, writable } from "../../schema/meta.ts";
import { withCodes } from "../../schema/roles.ts";
import type { ObjectSpec, Ref, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Drawer, Select, TextInput } from "../../ui/mantine.ts";
import { ObjectTable } from "../../views/list/ObjectTable.tsx";
import { CleanDrawer } from "../quality/index.ts";
import { example } from "./codes.ts";
import { useSave } from "./save.ts";

export default function CodeRules({ rules }: { rules: ObjectSpec }) {
  const { t } = useWords();
  const meta = useMeta();
  const [open, setOpen] = useState<{ row: Row | null } | null>(null);
  const [anew, setAnew] = useState<ObjectSpec | null>(null);
  const numbered = withCodes(meta).filter((one) => one.rights.bulk && one.fields.some(isCode));
  return (
    <>
      <ObjectTable
        object={rules}
        columns={["pattern", "object", "department"]}
        onNew={() => setOpen({ row: null })}
        onEdit={(row) => setOpen({ row })}
      />
      <div className="z-row" style={{ padding: "10px 16px", flexWrap: "wrap" }}>
        <span className="z-quiet z-grow">{t("settings.codes_help")}</span>
        {numbered.map((one) => (
          <Button key={one.name} size="xs" variant="default" onClick={() => setAnew(one)}>
            {t("settings.codes_anew", { what: one.label })}
          </Button>
        ))}
      </div>
      {open && <RuleDrawer rules={rules} row={open.row} onClose={() => setOpen(null)} />}
      {anew && (
        <Suspense fallback={null}>
          <CleanDrawer object={anew} operation="renumber" onClose={() => setAnew(null)} />
        </Suspense>
      )}
    </>
  );
}

const isCode = (one: ObjectSpec["fields"][number]) => one.kind === "code" && writable(one);

function RuleDrawer({ rules, row, onClose }: { rules: ObjectSpec; row: Row | null; onClose: () => void }) {
  const { t } = useWords();
  const meta = useMeta();
  const save = useSave(rules);
  const objects = withCodes(meta);
  const [object, setObject] = useState(String(row?.object ?? objects[0]?.name ?? ""));
  const [pattern, setPattern] = useState(String(row?.pattern ?? ""));
  const [department, setDepartment] = useState<unknown>(row?.department ?? null);
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const [busy, setBusy] = useState(false);
  const where = fieldNamed(rules, "department");
  const code = example(pattern.trim(), 1, new Date());
  const label = (name: string) => fieldNamed(rules, name)?.label ?? name;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const refused = await save(row, { object, pattern, department: (department as Ref | null)?.id ?? null });
    setBusy(false);
    if (refused) setFaults(refused);
    else onClose();
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
          data={objects.map((one) => ({ value: one.name, label: objectNamed(meta, one.name)?.label ?? one.name }))}
          value={object}
          error={faults.object?.message}
          onChange={(next) => setObject(next ?? object)}
        />
        <TextInput
          label={label("pattern")}
          description={t("settings.pattern_help")}
          placeholder="C{yyyy}{seq:6}"
          data-autofocus
          className="z-num"
          value={pattern}
          error={faults.pattern?.message}
          onChange={(event) => {
            setPattern(event.currentTarget.value);
            setFaults({});
          }}
        />
        <span className="z-quiet" aria-live="polite">
          {code ? t("settings.pattern_example", { code }) : t("settings.pattern_none")}
        </span>
        {where && (
          <div>
            <label
              htmlFor="code-department"
              style={{ display: "block", marginBottom: 4, fontWeight: 500, color: "var(--z-ink-2)" }}
            >
              {where.label}
            </label>
            <FieldInput
              id="code-department"
              field={where}
              value={department}
              invalid={Boolean(faults.department)}
              onChange={setDepartment}
            />
            <span className="z-quiet">{faults.department?.message ?? t("settings.pattern_department")}</span>
          </div>
        )}
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={!pattern.trim()}>
            {t("do.save")}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
