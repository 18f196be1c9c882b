import { useNavigate } from "react-router";
import { JobsTray } from "../../features/jobs/index.ts";
import { Reminders } from "../../features/tasks/index.ts";
import { usePhone } from "../../lib/hooks.ts";
import { LANGUAGES, setLanguage, useWords } from "../../lib/i18n.ts";
import { MOD } from "../../lib/keys.ts";
import { useMeta } from "../../schema/meta.ts";
import { listed, tasksOf } from "../../schema/roles.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu, type MenuLine } from "../../ui/Popup.tsx";
import { useDoings } from "../../views/doings.ts";

interface Props {
  onSearch: () => void;
  onHelp: () => void;
  onSignOut: () => void;
  theme: Theme;
  setTheme: (theme: Theme) => void;
}

const THEMES = [
  { value: "light", icon: "sun" },
  { value: "dark", icon: "moon" },
  { value: "auto", icon: "adjustments-horizontal" },
] as const;
type Theme = (typeof THEMES)[number]["value"];

export function TopBar({ onSearch, onHelp, onSignOut, theme, setTheme }: Props) {
  const { t, language } = useWords();
  const meta = useMeta();
  const doings = useDoings();
  const phone = usePhone();
  const navigate = useNavigate();
  const tasks = tasksOf(meta);
  const creatable = listed(meta).filter((one) => one.rights.create);
  const own: MenuLine[] =
    meta.me.viewer === null
      ? [{ label: t("settings.me"), icon: "user-circle", run: () => void navigate("/settings/me") }, "line"]
      : [];
  const mine = (): MenuLine[] => [
    {
      head: (
        <div style={{ padding: "6px 12px 8px" }}>
          <div style={{ fontWeight: 600 }}>{meta.me.name}</div>
          <div className="z-quiet z-clip">{meta.me.email}</div>
        </div>
      ),
    },
    "line",
    ...own,
    { heading: t("top.language") },
    ...LANGUAGES.map((one) => ({
      label: one.label,
      chosen: language === one.value,
      run: () => void setLanguage(one.value),
    })),
    "line",
    { heading: t("top.theme") },
    ...THEMES.map((one) => ({
      label: t(`top.themes.${one.value}`),
      icon: one.icon,
      chosen: theme === one.value,
      run: () => setTheme(one.value),
    })),
    "line",
    { label: t("top.sign_out"), icon: "logout", run: onSignOut },
  ];
  return (
    <header className="za-top">
      <button type="button" className="z-plain za-search" onClick={onSearch} aria-keyshortcuts="Control+K">
        <Icon name="search" size={15} />
        <span className="z-grow z-clip">{t("top.search_hint")}</span>
        <kbd>{MOD} K</kbd>
      </button>
      <span className={phone ? undefined : "z-grow"} />
      {creatable.length > 0 && (
        <Menu
          label={t("top.create")}
          button={(opener) => <IconButton icon="plus" label={t("top.create")} variant="default" {...opener} />}
          lines={() =>
            creatable.map((one) => ({
              label: t("do.new", { what: one.label }),
              icon: one.icon,
              run: () => doings.create(one),
            }))
          }
        />
      )}
      {!phone && tasks && (
        <IconButton
          icon="list-check"
          label={tasks.object.label_plural}
          onClick={() => navigate(`/${tasks.object.plural}`)}
        />
      )}
      {tasks?.remind && tasks.object.rights.read && <Reminders shape={tasks} remind={tasks.remind} />}
      <JobsTray />
      {!phone && <IconButton icon="help" label={t("top.keys")} hint="?" onClick={onHelp} />}
      <Menu
        label={t("top.me", { name: meta.me.name })}
        width={210}
        button={(opener) => (
          <button type="button" className="z-plain za-me" aria-label={t("top.me", { name: meta.me.name })} {...opener}>
            <Avatar name={meta.me.name || meta.me.email || "?"} size={28} />
          </button>
        )}
        lines={mine}
      />
    </header>
  );
}
