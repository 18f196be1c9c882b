import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { JobsTray } from "../../features/jobs/index.ts";
import { Reminders } from "../../features/tasks/index.ts";
import { usePhone } from "../../lib/hooks.ts";
import { LANGUAGES, setLanguage } from "../../lib/i18n.ts";
import { MOD } from "../../lib/keys.ts";
import { useMeta } from "../../schema/meta.ts";
import { listed, tasksOf } from "../../schema/roles.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useDoings } from "../../views/doings.ts";

interface Props {
  onSearch: () => void;
  onHelp: () => void;
  onSignOut: () => void;
  setTheme: (theme: "light" | "dark" | "auto") => void;
}

export function TopBar({ onSearch, onHelp, onSignOut, setTheme }: Props) {
  const { t, i18n } = useTranslation();
  const meta = useMeta();
  const doings = useDoings();
  const phone = usePhone();
  const navigate = useNavigate();
  const tasks = tasksOf(meta);
  const creatable = listed(meta).filter((one) => one.rights.create);
  return (
    <header className="za-top">
      <button type="button" className="z-plain za-search" onClick={onSearch} aria-keyshortcuts="Control+K">
        <Icon name="search" size={15} />
        <span className="z-grow z-clip">{t("top.search_hint")}</span>
        <kbd>{MOD} K</kbd>
      </button>
      <span className={phone ? undefined : "z-grow"} />
      <Menu>
        <Menu.Target>
          <IconButton icon="plus" label={t("top.create")} variant="default" />
        </Menu.Target>
        <Menu.Dropdown>
          {creatable.map((one) => (
            <Menu.Item
              key={one.name}
              leftSection={<Icon name={one.icon} size={15} />}
              onClick={() => doings.create(one)}
            >
              {t("do.new", { what: one.label })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
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
      <Menu width={210}>
        <Menu.Target>
          <button
            type="button"
            className="z-plain"
            style={{ marginLeft: 6, borderRadius: "50%" }}
            aria-label={t("top.me", { name: meta.me.name })}
          >
            <Avatar name={meta.me.name || meta.me.email || "?"} size={28} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <div style={{ padding: "6px 12px 8px" }}>
            <div style={{ fontWeight: 600 }}>{meta.me.name}</div>
            <div className="z-quiet z-clip">{meta.me.email}</div>
          </div>
          <Menu.Divider />
          <Menu.Label>{t("top.language")}</Menu.Label>
          {LANGUAGES.map((one) => (
            <Menu.Item
              key={one.value}
              rightSection={i18n.language === one.value ? <Icon name="check" size={14} /> : null}
              onClick={() => setLanguage(one.value)}
            >
              {one.label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Label>{t("top.theme")}</Menu.Label>
          {(["light", "dark", "auto"] as const).map((one) => (
            <Menu.Item
              key={one}
              leftSection={
                <Icon name={one === "light" ? "sun" : one === "dark" ? "moon" : "adjustments-horizontal"} size={15} />
              }
              onClick={() => setTheme(one)}
            >
              {t(`top.themes.${one}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name="logout" size={15} />} onClick={onSignOut}>
            {t("top.sign_out")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}
