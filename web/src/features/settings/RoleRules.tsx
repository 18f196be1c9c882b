/** The finer rules of a role for one object: which records, what is denied, and how its fields are seen. */

import { useWords } from "../../lib/i18n.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Check } from "../../ui/Check.tsx";
import { MultiSelect, NumberInput, Select } from "../../ui/mantine.ts";
import { FilterBar } from "../../views/condition/FilterBar.tsx";
import {
  ACTIONS,
  actionLabel,
  denialOf,
  fieldRuleOf,
  type Grants,
  grantOf,
  NAMED,
  readScope,
  revealOf,
  ruled,
  rulesOf,
  SCOPES,
  withAction,
  withDenial,
  withFieldRule,
  withReveal,
  withScope,
} from "./grants.ts";

interface Props {
  spec: ObjectSpec;
  grants: Grants;
  onChange: (grants: Grants) => void;
}

export function RoleRules(props: Props) {
  return (
    <div className="z-col" style={{ gap: 18 }}>
      <Which {...props} />
      {props.spec.verbs.length > 0 && <Verbs {...props} />}
      {Boolean(grantOf(props.grants, props.spec.name).actions.reveal) && <Looking {...props} />}
      <Denied {...props} />
      <FieldRules {...props} />
    </div>
  );
}

function Which({ spec, grants, onChange }: Props) {
  const { t } = useWords();
  const places = objectNamed(useMeta(), "department");
  const found = useList(places?.plural ?? "", { limit: 500, columns: ["name"], count: 0 }, Boolean(places));
  const scope = readScope(grantOf(grants, spec.name).scope);
  return (
    <section>
      <h4>{t("settings.scope")}</h4>
      <div className="zc-rules">
        <Select
          size="xs"
          aria-label={`${spec.label} · ${t("settings.whose")}`}
          allowDeselect={false}
          data={[...SCOPES, NAMED].map((one) => ({ value: one, label: t(`settings.scopes.${one}`) }))}
          value={scope.who}
          onChange={(who) => who && onChange(withScope(grants, spec.name, { ...scope, who }))}
        />
        {scope.who === NAMED && (
          <MultiSelect
            size="xs"
            aria-label={t(`settings.scopes.${NAMED}`)}
            placeholder={t("settings.choose_departments")}
            searchable
            data={(found.data?.rows ?? []).map((one) => ({ value: String(one.id), label: String(one.name) }))}
            value={scope.departments.map(String)}
            onChange={(ids) => onChange(withScope(grants, spec.name, { ...scope, departments: ids.map(Number) }))}
          />
        )}
      </div>
      <div className="z-row zc-where">
        <span className="z-quiet">{t("settings.and_where")}</span>
        <FilterBar
          object={spec}
          where={scope.where}
          onChange={(where) => onChange(withScope(grants, spec.name, { ...scope, where }))}
        />
      </div>
    </section>
  );
}

/** What may be done with records of this object alone. */
function Verbs({ spec, grants, onChange }: Props) {
  const { t } = useWords();
  const held = grantOf(grants, spec.name).actions;
  return (
    <section>
      <h4>{t("settings.verbs")}</h4>
      <div className="z-row z-wrap" style={{ gap: 18 }}>
        {spec.verbs.map((one) => (
          <Check
            key={one.name}
            label={one.label}
            checked={Boolean(held[one.name])}
            onChange={(event) => onChange(withAction(grants, spec.name, one.name, event.currentTarget.checked))}
          />
        ))}
      </div>
    </section>
  );
}

function Looking({ spec, grants, onChange }: Props) {
  const { t } = useWords();
  const rule = revealOf(grants, spec.name);
  return (
    <section>
      <h4>{t("settings.actions.reveal")}</h4>
      <div className="z-row z-wrap" style={{ gap: 18 }}>
        <Check
          label={t("settings.reveal_reason")}
          checked={Boolean(rule.reason)}
          onChange={(event) =>
            onChange(withReveal(grants, spec.name, { ...rule, reason: event.currentTarget.checked }))
          }
        />
        <NumberInput
          size="xs"
          w={150}
          label={t("settings.reveal_hourly")}
          min={1}
          max={1000}
          value={rule.hourly ?? 60}
          onChange={(next) =>
            Number(next) > 0 && onChange(withReveal(grants, spec.name, { ...rule, hourly: Number(next) }))
          }
        />
      </div>
    </section>
  );
}

function Denied({ spec, grants, onChange }: Props) {
  const { t } = useWords();
  const { actions, where } = denialOf(grants, spec.name);
  return (
    <section>
      <h4>{t("settings.denied")}</h4>
      <p className="z-quiet">{t("settings.denied_help")}</p>
      <MultiSelect
        size="xs"
        aria-label={`${spec.label} · ${t("settings.denied")}`}
        placeholder={actions.length > 0 ? undefined : t("settings.denied_none")}
        data={[...ACTIONS, ...spec.verbs.map((one) => one.name)].map((one) => ({
          value: one,
          label: actionLabel(spec, one, t),
        }))}
        value={actions}
        onChange={(next) => onChange(withDenial(grants, spec.name, next, where))}
      />
      {actions.length > 0 && (
        <div className="z-row zc-where">
          <span className="z-quiet">{t("settings.only_where")}</span>
          <FilterBar
            object={spec}
            where={where}
            onChange={(next) => onChange(withDenial(grants, spec.name, actions, next))}
          />
        </div>
      )}
    </section>
  );
}

function FieldRules({ spec, grants, onChange }: Props) {
  const { t } = useWords();
  return (
    <section>
      <h4>{t("settings.field_rules")}</h4>
      <p className="z-quiet">{t("settings.field_rules_help")}</p>
      <div className="zc-rules">
        {ruled(spec).map((field) => (
          <Select
            key={field.name}
            size="xs"
            label={field.label}
            clearable
            placeholder={t(field.guarded ? "settings.field_rule.enter" : "settings.field_rule.write")}
            data={rulesOf(spec, field).map((rule) => ({ value: rule, label: t(`settings.field_rule.${rule}`) }))}
            value={fieldRuleOf(grants, spec.name, field.name)}
            onChange={(rule) => onChange(withFieldRule(grants, spec.name, field.name, rule))}
          />
        ))}
      </div>
    </section>
  );
}
