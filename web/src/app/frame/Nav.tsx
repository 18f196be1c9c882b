import { Link, NavLink } from "react-router";
import { useKept } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { useMeta } from "../../schema/meta.ts";
import { analysed, keepsQuality, navigation } from "../../schema/roles.ts";
import { Icon } from "../../ui/Icon.tsx";

export function Nav() {
  const { t } = useWords();
  const meta = useMeta();
  const [folded, setFolded] = useKept("nav.folded", false);
  const line = (to: string, icon: string, label: string, end = false) => (
    <NavLink
      key={to}
      to={to}
      end={end}
      className="za-link"
      aria-label={label}
      data-tip={folded ? label : undefined}
      data-tip-side="right"
    >
      <Icon name={icon} size={17} />
      {!folded && <span className="z-clip">{label}</span>}
    </NavLink>
  );
  const groups = navigation(meta);
  const buyers = analysed(meta);
  return (
    <nav className="za-nav" data-folded={folded || undefined} aria-label={t("nav.title")}>
      <Link to="/" className="za-brand" aria-label={folded ? meta.tenant.name || "知客" : undefined}>
        <img src="/icon.svg" alt="" width={22} height={22} />
        {!folded && <span className="z-clip">{meta.tenant.name || "知客"}</span>}
      </Link>
      {line("/", "home", t("nav.home"), true)}
      {groups.map((group) => (
        <div key={group.name}>
          {group.name !== "workbench" && <div className="za-group">{group.label}</div>}
          {group.objects.map((one) => line(`/${one.plural}`, one.icon ?? "list", one.label_plural))}
        </div>
      ))}
      {buyers && (
        <div>
          <div className="za-group">{t("nav.analysis")}</div>
          {line("/analysis", "chart-bar", t("nav.buyers", { what: buyers.label }))}
        </div>
      )}
      <div style={{ flex: 1, minHeight: 12 }} />
      {keepsQuality(meta) && line("/quality", "checks", t("quality.title"))}
      {meta.objects.some((one) => one.rights.import) && line("/import", "file-import", t("nav.import"))}
      {meta.objects.some((one) => one.compared && one.rights.update) &&
        line("/duplicates", "copy", t("nav.duplicates"))}
      {line("/settings", "settings", t("nav.settings"))}
      <button
        type="button"
        className="z-plain za-link"
        onClick={() => setFolded(!folded)}
        aria-label={t(folded ? "nav.unfold" : "nav.fold")}
      >
        <Icon name={folded ? "layout-sidebar-left-expand" : "layout-sidebar-left-collapse"} size={17} />
        {!folded && <span>{t("nav.fold")}</span>}
      </button>
    </nav>
  );
}
