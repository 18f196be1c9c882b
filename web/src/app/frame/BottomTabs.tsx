import { NavLink } from "react-router";
import { useWords } from "../../lib/i18n.ts";
import { useMeta } from "../../schema/meta.ts";
import { mainObject, notesOf, tasksOf } from "../../schema/roles.ts";
import { Icon } from "../../ui/Icon.tsx";

/** Home, the main object, tasks, what happened, me: for the thumb. */
export function BottomTabs() {
  const { t } = useWords();
  const meta = useMeta();
  const main = mainObject(meta);
  const tasks = tasksOf(meta);
  const notes = main && notesOf(meta, main);
  const tabs = [
    { to: "/", icon: "home", label: t("nav.home_short") },
    main && { to: `/${main.plural}`, icon: main.icon ?? "users", label: main.label_plural },
    tasks && { to: `/${tasks.object.plural}`, icon: "list-check", label: t("nav.todo") },
    notes && { to: `/${notes.object.plural}`, icon: "message-circle", label: t("nav.news") },
    { to: "/settings/me", icon: "user-circle", label: t("nav.me") },
  ].filter((one) => one !== undefined);
  return (
    <nav className="za-tabs" aria-label={t("nav.title")}>
      {tabs.map((one) => (
        <NavLink key={one.to} to={one.to} end={one.to === "/"} className="za-tab">
          <Icon name={one.icon} size={21} />
          {one.label}
        </NavLink>
      ))}
    </nav>
  );
}
