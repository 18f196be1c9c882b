/** What a person sets for themselves: language, theme, password. */
import { SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LANGUAGES, setLanguage } from "../../lib/i18n.ts";
import { useMeta } from "../../schema/meta.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Password } from "./Password.tsx";

export default function Mine() {
  const { t, i18n } = useTranslation();
  const { me, tenant } = useMeta();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <div className="z-panel-head">{t("settings.me")}</div>
      <div className="z-col" style={{ padding: 18, gap: 18 }}>
        <div className="z-row" style={{ gap: 14 }}>
          <Avatar name={me.name || me.email || "?"} size={44} />
          <div>
            <div style={{ fontWeight: 600, fontSize: 15 }}>{me.name}</div>
            <div className="z-quiet">
              {[...new Set([me.email, me.department?.title, tenant.name])].filter(Boolean).join(" · ")}
            </div>
          </div>
        </div>
        <div>
          <div className="zi-label">{t("top.language")}</div>
          <SegmentedControl
            aria-label={t("top.language")}
            data={[...LANGUAGES]}
            value={i18n.language}
            onChange={(next) => void setLanguage(next)}
          />
        </div>
        <div>
          <div className="zi-label">{t("top.theme")}</div>
          <SegmentedControl
            aria-label={t("top.theme")}
            data={(["light", "dark", "auto"] as const).map((one) => ({ value: one, label: t(`top.themes.${one}`) }))}
            value={colorScheme}
            onChange={(next) => setColorScheme(next as "light" | "dark" | "auto")}
          />
        </div>
        <Password />
      </div>
    </>
  );
}
