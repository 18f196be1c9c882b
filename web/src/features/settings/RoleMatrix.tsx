/** What a role may do with each object. */

import { Fragment, useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { useMeta } from "../../schema/meta.ts";
import { working } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Box } from "../../ui/Check.tsx";
import { Select } from "../../ui/mantine.ts";
import {
  ACTIONS,
  type Grants,
  grantOf,
  NAMED,
  ownActions,
  readScope,
  rulesIn,
  SCOPES,
  withAction,
  withScope,
} from "./grants.ts";
import { RoleRules } from "./RoleRules.tsx";

interface Props {
  grants: Grants;
  onChange: (grants: Grants) => void;
}

export function RoleMatrix({ grants, onChange }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const [open, setOpen] = useState<string | null>(null);
  const objects: { name: string; label: string; spec?: ObjectSpec }[] = [
    { name: "*", label: t("settings.all_objects") },
    ...working(meta).map((spec) => ({ name: spec.name, label: spec.label, spec })),
  ];
  return (
    <div style={{ overflowX: "auto" }}>
      <table className="zc-table">
        <thead>
          <tr>
            <th>{t("settings.object")}</th>
            {ACTIONS.map((action) => (
              <th key={action}>{t(`settings.actions.${action}`)}</th>
            ))}
            <th>{t("settings.scope")}</th>
            <th>{t("settings.rules")}</th>
          </tr>
        </thead>
        <tbody>
          {objects.map(({ name, label, spec }) => {
            const grant = grantOf(grants, name);
            const inherited = name !== "*" && !ownActions(grants, name) && Boolean(grants["*"]);
            const scope = readScope(grant.scope);
            const rules = rulesIn(grants, name);
            return (
              <Fragment key={name}>
                <tr style={inherited ? { color: "var(--z-ink-3)" } : undefined}>
                  <th scope="row" style={{ fontWeight: 500 }}>
                    {label}
                  </th>
                  {ACTIONS.map((action) => (
                    <td key={action}>
                      <Box
                        aria-label={`${label} · ${t(`settings.actions.${action}`)}`}
                        checked={Boolean(grant.actions[action])}
                        onChange={(event) => onChange(withAction(grants, name, action, event.currentTarget.checked))}
                      />
                    </td>
                  ))}
                  <td>
                    <Select
                      size="xs"
                      w={150}
                      aria-label={`${label} · ${t("settings.scope")}`}
                      allowDeselect={false}
                      data={[...SCOPES, ...(scope.who === NAMED ? [NAMED] : [])].map((one) => ({
                        value: one,
                        label: t(`settings.scopes.${one}`),
                      }))}
                      value={scope.who}
                      onChange={(who) => who && onChange(withScope(grants, name, { ...scope, who }))}
                    />
                  </td>
                  <td>
                    {spec && (
                      <Button
                        variant="default"
                        size="xs"
                        aria-expanded={open === name}
                        aria-label={`${label} · ${t("settings.rules")}`}
                        onClick={() => setOpen(open === name ? null : name)}
                      >
                        {rules ? t("settings.rules_count", { count: rules }) : t("settings.rules_none")}
                      </Button>
                    )}
                  </td>
                </tr>
                {spec && open === name && (
                  <tr className="zc-opened">
                    <td colSpan={ACTIONS.length + 3}>
                      <RoleRules spec={spec} grants={grants} onChange={onChange} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
