/** What a role may do with each object, and how it sees their fields. */

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
  ownActions,
  ruled,
  rulesOf,
  SCOPES,
  withAction,
  withFieldRule,
  withScope,
} from "./grants.ts";

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
            <th>{t("settings.field_rules")}</th>
          </tr>
        </thead>
        <tbody>
          {objects.map(({ name, label, spec }) => {
            const grant = grantOf(grants, name);
            const inherited = name !== "*" && !ownActions(grants, name) && Boolean(grants["*"]);
            const rules = Object.keys(grants[name]?.fields ?? {}).length;
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
                      data={SCOPES.map((scope) => ({ value: scope, label: t(`settings.scopes.${scope}`) }))}
                      value={grant.scope}
                      onChange={(scope) => scope && onChange(withScope(grants, name, scope))}
                    />
                  </td>
                  <td>
                    {spec && (
                      <Button
                        variant="default"
                        size="xs"
                        aria-expanded={open === name}
                        aria-label={`${label} · ${t("settings.field_rules")}`}
                        onClick={() => setOpen(open === name ? null : name)}
                      >
                        {rules ? t("settings.field_rules_count", { count: rules }) : t("settings.field_rules_none")}
                      </Button>
                    )}
                  </td>
                </tr>
                {spec && open === name && (
                  <tr className="zc-opened">
                    <td colSpan={ACTIONS.length + 3}>
                      <FieldRules spec={spec} grants={grants} onChange={onChange} />
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

function FieldRules({ spec, grants, onChange }: Props & { spec: ObjectSpec }) {
  const { t } = useWords();
  return (
    <>
      <p className="z-quiet">{t("settings.field_rules_help")}</p>
      <div className="zc-rules">
        {ruled(spec).map((field) => (
          <Select
            key={field.name}
            size="xs"
            label={field.label}
            clearable
            placeholder={t(field.guarded ? "settings.field_rule.enter" : "settings.field_rule.write")}
            data={rulesOf(field).map((rule) => ({ value: rule, label: t(`settings.field_rule.${rule}`) }))}
            value={grants[spec.name]?.fields?.[field.name] ?? null}
            onChange={(rule) => onChange(withFieldRule(grants, spec.name, field.name, rule))}
          />
        ))}
      </div>
    </>
  );
}
