/** Settings: one section a part, each from meta. */
import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { NavLink, useParams } from "react-router";
import { usePhone, useTitle } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import { codeRulesOf, formsOf, lookups, measuresOf, selfServicesOf } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Bones, Empty } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { ObjectTable } from "../../views/list/ObjectTable.tsx";
import { TrustRules } from "../capture/index.ts";
import { Inbox, SelfServices, WebForms } from "../forms/index.ts";
import { RecentChanges } from "../history/index.ts";
import { Measures } from "../measures/index.ts";
import { PrivacyDesk } from "../privacy/index.ts";
import "./settings.css";

const CustomFields = lazy(() => import("./CustomFields.tsx"));
const CodeRules = lazy(() => import("./CodeRules.tsx"));
const People = lazy(() => import("./People.tsx"));
const Roles = lazy(() => import("./Roles.tsx"));
const Tokens = lazy(() => import("./Tokens.tsx"));
const RecycleBin = lazy(() => import("./RecycleBin.tsx"));
const Audit = lazy(() => import("./Audit.tsx"));
const Reveals = lazy(() => import("./Reveals.tsx"));
const Keeping = lazy(() => import("./Keeping.tsx"));
const Mine = lazy(() => import("./Mine.tsx"));
const Sites = lazy(() => import("./Sites.tsx"));

interface Section {
  name: string;
  icon: string;
  label: string;
  body: () => ReactNode;
}

export default function Settings() {
  const { t } = useWords();
  const meta = useMeta();
  const phone = usePhone();
  const { section } = useParams();
  const seen = (name: string): ObjectSpec | undefined => {
    const object = objectNamed(meta, name);
    return object?.rights.read ? object : undefined;
  };
  const mine = meta.me.viewer === null; // whoever looks through a colleague's eyes has nothing of their own here
  const fields = seen("custom_field");
  const people = seen("person");
  const departments = seen("department");
  const roles = seen("role");
  const codes = codeRulesOf(meta);
  const trust = seen("suggestion_rule");
  const forms = meta.me.admin ? formsOf(meta) : undefined;
  const sites = meta.me.admin ? seen("tracking_site") : undefined;
  const kinds = meta.me.admin ? seen("event_kind") : undefined;
  const own = meta.me.admin ? selfServicesOf(meta) : undefined;
  const measures = meta.me.admin ? measuresOf(meta) : undefined;
  const decides = meta.objects.some((one) => (one.rights.import || one.rights.update) && !one.settings);
  const sections = [
    mine && { name: "me", icon: "user-circle", label: t("settings.me"), body: () => <Mine /> },
    fields && {
      name: "fields",
      icon: "columns-3",
      label: t("settings.fields"),
      body: () => <CustomFields object={fields} />,
    },
    people && {
      name: "people",
      icon: "users",
      label: people.label_plural,
      body: () => <People object={people} />,
    },
    departments && {
      name: "departments",
      icon: "sitemap",
      label: departments.label_plural,
      body: () => <ObjectTable object={departments} />,
    },
    roles && { name: "roles", icon: "shield-lock", label: roles.label_plural, body: () => <Roles object={roles} /> },
    ...lookups(meta).map((one) => ({
      name: one.plural,
      icon: one.icon ?? "list",
      label: one.label_plural,
      body: () => <ObjectTable object={one} />,
    })),
    codes?.rights.read && {
      name: "codes",
      icon: codes.icon,
      label: codes.label_plural,
      body: () => <CodeRules rules={codes} />,
    },
    measures && {
      name: "measures",
      icon: measures.icon,
      label: measures.label_plural,
      body: () => <Measures object={measures} />,
    },
    trust && {
      name: "suggestions",
      icon: "bolt",
      label: trust.label_plural,
      body: () => <TrustRules rules={trust} />,
    },
    forms && { name: "forms", icon: "world", label: forms.label_plural, body: () => <WebForms object={forms} /> },
    sites && { name: "sites", icon: "link", label: sites.label_plural, body: () => <Sites object={sites} /> },
    kinds && {
      name: "events",
      icon: kinds.icon,
      label: kinds.label_plural,
      body: () => <ObjectTable object={kinds} columns={["name", "code", "days", "active"]} />,
    },
    own && { name: "self", icon: "user-circle", label: own.label_plural, body: () => <SelfServices object={own} /> },
    decides && { name: "answers", icon: "mail", label: t("forms.inbox"), body: () => <Inbox /> },
    mine && { name: "tokens", icon: "key", label: t("settings.tokens"), body: () => <Tokens /> },
    { name: "changes", icon: "history", label: t("settings.changes"), body: () => <RecentChanges /> },
    { name: "reveals", icon: "eye", label: t("settings.reveals"), body: () => <Reveals /> },
    meta.me.admin && { name: "privacy", icon: "shield-lock", label: t("privacy.title"), body: () => <PrivacyDesk /> },
    meta.me.admin && { name: "audit", icon: "shield", label: t("settings.audit"), body: () => <Audit /> },
    meta.me.admin && { name: "keeping", icon: "clock", label: t("settings.keeping"), body: () => <Keeping /> },
    { name: "bin", icon: "trash", label: t("settings.bin"), body: () => <RecycleBin /> },
  ].filter(Boolean) as Section[];
  const chosen = sections.find((one) => one.name === (section ?? (phone ? "" : sections[0]?.name)));
  useTitle(chosen?.label ?? t("nav.settings"));
  const nav = useRef<HTMLElement>(null);
  const at = chosen?.name;
  useEffect(() => {
    // On a phone the sections are a strip, wider than the screen.
    if (at) nav.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [at]);
  return (
    <div className="zc">
      <nav ref={nav} className="zc-nav" data-alone={!chosen || undefined} aria-label={t("nav.settings")}>
        {sections.map((one) => (
          <NavLink
            key={one.name}
            to={`/settings/${one.name}`}
            className="za-link"
            aria-current={one === chosen ? "page" : undefined}
          >
            <Icon name={one.icon} size={16} />
            {one.label}
          </NavLink>
        ))}
      </nav>
      {section && !chosen && <Empty icon="search" title={t("fault.404")} />}
      {chosen && (
        <div className="zc-body">
          <section className="z-panel" style={{ maxWidth: 1040 }}>
            <Suspense fallback={<Bones rows={6} />}>{chosen.body()}</Suspense>
          </section>
        </div>
      )}
    </div>
  );
}
