/** Roles, and the matrix of what they may do. */

import { Suspense, useState } from "react";
import type { FieldFault } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, useMeta } from "../../schema/meta.ts";
import { working } from "../../schema/roles.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Drawer, Switch, Textarea, TextInput } from "../../ui/mantine.ts";
import { ObjectTable } from "../../views/list/ObjectTable.tsx";
import { AccessDrawer } from "../access/index.ts";
import { agreed } from "./effect.tsx";
import type { Grants } from "./grants.ts";
import { RoleMatrix } from "./RoleMatrix.tsx";
import { useSave } from "./save.ts";

export default function Roles({ object }: { object: ObjectSpec }) {
  const { t } = useWords();
  const [open, setOpen] = useState<{ row: Row | null } | null>(null);
  const [asked, setAsked] = useState(false);
  const first = working(useMeta())[0];
  return (
    <>
      <ObjectTable object={object} onNew={() => setOpen({ row: null })} onEdit={(row) => setOpen({ row })} />
      <Button variant="default" style={{ margin: 12 }} onClick={() => setAsked(true)}>
        {t("access.ask")}
      </Button>
      {asked && first && (
        <Suspense>
          <AccessDrawer object={first} onClose={() => setAsked(false)} />
        </Suspense>
      )}
      {open && <RoleDrawer object={object} row={open.row} onClose={() => setOpen(null)} />}
    </>
  );
}

function RoleDrawer({ object, row, onClose }: { object: ObjectSpec; row: Row | null; onClose: () => void }) {
  const { t } = useWords();
  const meta = useMeta();
  const save = useSave(object);
  const [name, setName] = useState(String(row?.name ?? ""));
  const [note, setNote] = useState(String(row?.note ?? ""));
  const [admin, setAdmin] = useState(Boolean(row?.admin));
  const [step, setStep] = useState(Boolean(row?.second_step));
  const [addresses, setAddresses] = useState(String(row?.addresses ?? ""));
  const [grants, setGrants] = useState<Grants>((row?.grants as Grants | null) ?? {});
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    const values: Record<string, unknown> = { name: name.trim(), grants };
    if (fieldNamed(object, "admin")) values.admin = admin;
    if (fieldNamed(object, "second_step")) values.second_step = step;
    if (fieldNamed(object, "addresses")) values.addresses = addresses.trim() || null;
    if (fieldNamed(object, "note")) values.note = note || null;
    const refused = !row || (await agreed(row.id, admin, grants, meta, t)) ? await save(row, values) : {};
    setBusy(false);
    if (refused) setFaults(refused);
    else onClose();
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={1160}
      title={t(row ? "form.edit" : "do.new", { what: object.label })}
    >
      <form
        className="z-col"
        style={{ gap: 14 }}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className="z-row" style={{ alignItems: "flex-start", gap: 14 }}>
          <TextInput
            label={t("views.name")}
            required
            withAsterisk={false}
            maxLength={60}
            data-autofocus
            value={name}
            error={faults.name?.message}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {fieldNamed(object, "note") && (
            <TextInput
              label={fieldNamed(object, "note")?.label}
              className="z-grow"
              maxLength={300}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          )}
        </div>
        {fieldNamed(object, "admin") && (
          <Switch
            label={fieldNamed(object, "admin")?.label}
            description={t("settings.admin_help")}
            checked={admin}
            onChange={(event) => setAdmin(event.currentTarget.checked)}
          />
        )}
        {fieldNamed(object, "second_step") && (
          <Switch
            label={fieldNamed(object, "second_step")?.label}
            description={t("settings.step_help")}
            checked={step}
            onChange={(event) => setStep(event.currentTarget.checked)}
          />
        )}
        {fieldNamed(object, "addresses") && (
          <Textarea
            label={fieldNamed(object, "addresses")?.label}
            description={t("settings.addresses_help")}
            placeholder={"203.0.113.0/24\n2001:db8::/32"}
            autosize
            minRows={2}
            maxRows={8}
            value={addresses}
            error={faults.addresses?.message}
            onChange={(event) => setAddresses(event.currentTarget.value)}
          />
        )}
        {!admin && <RoleMatrix grants={grants} onChange={setGrants} />}
        {Object.entries(faults)
          .filter(([field]) => field !== "name" && field !== "addresses")
          .map(([field, one]) => (
            <div key={field} className="zf-fault" role="alert">
              {one.message}
            </div>
          ))}
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={!name.trim()}>
            {t("do.save")}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
