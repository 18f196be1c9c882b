/** What the palette can do beside finding records. */
import { useMemo } from "react";
import { useNavigate } from "react-router";
import { LANGUAGES, setLanguage, useWords } from "../../lib/i18n.ts";
import { useMeta } from "../../schema/meta.ts";
import { analysed, listed as inNavigation, keepsQuality } from "../../schema/roles.ts";
import { useDoings } from "../../views/doings.ts";

export interface Action {
  id: string;
  name: string;
  icon: string;
  pinyin?: string;
  key?: string;
  group: "go" | "do";
  run: () => void;
}

export type SetTheme = (theme: "light" | "dark" | "auto") => void;

export function useActions(setTheme: SetTheme, signOut: () => void): Action[] {
  const { t } = useWords();
  const meta = useMeta();
  const navigate = useNavigate();
  const doings = useDoings();
  return useMemo(() => {
    const go = (id: string, name: string, icon: string, to: string): Action => ({
      id,
      name,
      icon,
      group: "go",
      run: () => navigate(to),
    });
    const objects = inNavigation(meta);
    const listed: Action[] = [go("home", t("nav.home"), "home", "/")];
    for (const one of objects)
      listed.push(go(`go.${one.name}`, one.label_plural, one.icon ?? "list", `/${one.plural}`));
    if (meta.objects.some((one) => one.rights.import))
      listed.push(go("go.import", t("nav.import"), "file-import", "/import"));
    if (meta.objects.some((one) => one.compared && one.rights.update))
      listed.push(go("go.duplicates", t("nav.duplicates"), "copy", "/duplicates"));
    listed.push(go("go.suggestions", t("capture.suggested"), "bolt", "/suggestions"));
    const buyers = analysed(meta);
    if (buyers) listed.push(go("go.analysis", t("nav.buyers", { what: buyers.label }), "chart-bar", "/analysis"));
    if (keepsQuality(meta)) listed.push(go("go.quality", t("quality.title"), "checks", "/quality"));
    listed.push(go("go.settings", t("nav.settings"), "settings", "/settings"));
    for (const one of objects) {
      if (one.rights.create)
        listed.push({
          id: `new.${one.name}`,
          name: t("do.new", { what: one.label }),
          icon: "plus",
          pinyin: one.pinyin,
          group: "do",
          run: () => doings.create(one),
        });
      if (one.rights.import)
        listed.push({
          id: `import.${one.name}`,
          name: t("do.import_what", { what: one.label }),
          icon: "file-import",
          group: "do",
          run: () => doings.bring(one),
        });
    }
    for (const theme of ["light", "dark", "auto"] as const)
      listed.push({
        id: `theme.${theme}`,
        name: `${t("top.theme")} · ${t(`top.themes.${theme}`)}`,
        icon: theme === "dark" ? "moon" : "sun",
        group: "do",
        run: () => setTheme(theme),
      });
    for (const language of LANGUAGES)
      listed.push({
        id: `language.${language.value}`,
        name: `${t("top.language")} · ${language.label}`,
        icon: "language",
        group: "do",
        run: () => void setLanguage(language.value),
      });
    listed.push({ id: "sign-out", name: t("top.sign_out"), icon: "logout", group: "do", run: signOut });
    return listed;
  }, [meta, t, navigate, doings, setTheme, signOut]);
}
