/** What a person sets for themselves: language, theme, company, name, password, and where one is signed in. */
import { LANGUAGES, setLanguage, useWords } from "../../lib/i18n.ts";
import { useMeta } from "../../schema/meta.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { SegmentedControl, useMantineColorScheme } from "../../ui/mantine.ts";
import { Companies } from "./Companies.tsx";
import { Passkeys } from "./Passkeys.tsx";
import { Password } from "./Password.tsx";
import { Places } from "./Places.tsx";
import { Profile } from "./Profile.tsx";
import { SecondStep } from "./SecondStep.tsx";

export default function Mine() {
  const { t, language } = useWords();
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
            value={language}
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
        <Companies />
        <Profile />
        <Password />
        <SecondStep />
        <Passkeys />
        <Places />
      </div>
    </>
  );
}
