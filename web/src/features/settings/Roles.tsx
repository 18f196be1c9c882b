/** Roles, and the matrix of what they may do. */

import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, useMeta } from "../../schema/meta.ts";
import { working } from "../../schema/roles.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Box } from "../../ui/Check.tsx";
import { Drawer, Select, Switch, TextInput } from "../../ui/mantine.ts";
import { ACTIONS, type Grants, grantOf, SCOPES, withAction, withScope } from "./grants.ts";
import { ObjectTable } from "./ObjectTable.tsx";
import { useSave } from "./save.ts";

export default function Roles({ object }: { object: ObjectSpec }) {
  const [open, setOpen] = useState<{ row: Row | null } | null>(null);
  return (
    <>
      <ObjectTable object={object} onNew={() => setOpen({ row: null })} onEdit={(row) => setOpen({ row })} />
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
  const [grants, setGrants] = useState<Grants>((row?.grants as Grants | null) ?? {});
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    const values: Record<string, unknown> = { name: name.trim(), grants };
    if (fieldNamed(object, "admin")) values.admin = admin;
    if (fieldNamed(object, "note")) values.note = note || null;
    const refused = await save(row, values);
    setBusy(false);
    if (refused) setFault(Object.values(refused)[0]?.message ?? "");
    else onClose();
  };
  const lines = [{ name: "*", label: t("settings.all_objects") }, ...working(meta)];
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={820}
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
            error={fault}
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
        {!admin && (
          <div style={{ overflowX: "auto" }}>
            <table className="zc-table">
              <thead>
                <tr>
                  <th>{t("settings.object")}</th>
                  {ACTIONS.map((action) => (
                    <th key={action}>{t(`settings.actions.${action}`)}</th>
                  ))}
                  <th>{t("settings.scope")}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((one) => {
                  const grant = grantOf(grants, one.name);
                  const inherited = one.name !== "*" && !grants[one.name] && Boolean(grants["*"]);
                  return (
                    <tr key={one.name} style={inherited ? { color: "var(--z-ink-3)" } : undefined}>
                      <th scope="row" style={{ fontWeight: 500 }}>
                        {one.label}
                      </th>
                      {ACTIONS.map((action) => (
                        <td key={action}>
                          <Box
                            aria-label={`${one.label} · ${t(`settings.actions.${action}`)}`}
                            checked={Boolean(grant.actions[action])}
                            onChange={(event) =>
                              setGrants(withAction(grants, one.name, action, event.currentTarget.checked))
                            }
                          />
                        </td>
                      ))}
                      <td>
                        <Select
                          size="xs"
                          w={150}
                          aria-label={`${one.label} · ${t("settings.scope")}`}
                          allowDeselect={false}
                          data={SCOPES.map((scope) => ({ value: scope, label: t(`settings.scopes.${scope}`) }))}
                          value={grant.scope ?? "own"}
                          onChange={(scope) => scope && setGrants(withScope(grants, one.name, scope))}
                        />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
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
