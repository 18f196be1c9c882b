/** Words: one catalogue a language. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import chinese from "../locales/zh-CN.json";
import { speak } from "./http.ts";
import { keep, kept } from "./keep.ts";

export const LANGUAGES = [
  { value: "zh-CN", label: "简体中文" },
  { value: "en", label: "English" },
] as const;

const load: Record<string, () => Promise<{ default: object }>> = {
  "zh-CN": () => Promise.resolve({ default: chinese }), // here from the start, as most people read it
  en: () => import("../locales/en.json"),
};

export function guess(): string {
  const chosen = kept<string>("language");
  if (chosen && load[chosen]) return chosen;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

async function words(language: string) {
  if (i18next.hasResourceBundle(language, "translation")) return;
  const catalogue = await (load[language] ?? load.en)!();
  i18next.addResourceBundle(language, "translation", catalogue.default);
}

export async function startWords() {
  const language = guess();
  speak(language);
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    showSupportNotice: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await words(language);
  await i18next.changeLanguage(language);
}

export async function setLanguage(language: string) {
  keep("language", language);
  speak(language);
  await words(language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
