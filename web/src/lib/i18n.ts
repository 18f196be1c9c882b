/** Words: one catalogue a language, and one more for what comes after the first screen. */
import i18next, { type TFunction } from "i18next";
import { createContext, useContext, useEffect, useState } from "react";
import chinese from "../locales/zh-CN.json";
import { speak } from "./http.ts";
import { keep, kept } from "./keep.ts";
import { once } from "./once.ts";

interface Spoken {
  language: string;
  t: TFunction;
}
/** A page says hundreds of phrases, most of them without values: these stand in the catalogue as they are. */
function inLanguage(language: string): Spoken {
  const say = i18next.getFixedT(language) as (key: string, values?: object) => string;
  const said = new Map<string, string>();
  const t = (key: string, values?: object) => {
    if (values) return say(key, values);
    const known = said.get(key);
    if (known !== undefined) return known;
    const words: unknown = i18next.getResource(language, "translation", key);
    const told = typeof words === "string" ? words : say(key);
    said.set(key, told);
    return told;
  };
  return { language, t: t as TFunction };
}

/** Things one after the other, as the language writes them. */
export const inARow = (things: string[], language: string) => things.join(language.startsWith("zh") ? "、" : ", ");

/** The words of the moment; whoever uses them is drawn again in another language. */
export const SpokenContext = createContext<Spoken>({ language: "zh-CN", t: i18next.t });
export const useWords = () => useContext(SpokenContext);

/** For the root of the page. */
export function useSpoken(): Spoken {
  const [spoken, setSpoken] = useState(() => inLanguage(i18next.language));
  useEffect(() => {
    const change = (language: string) => setSpoken(inLanguage(language));
    i18next.on("languageChanged", change);
    return () => i18next.off("languageChanged", change);
  }, []);
  return spoken;
}

export const LANGUAGES = [
  { value: "zh-CN", label: "简体中文" },
  { value: "en", label: "English" },
] as const;

const load: Record<string, () => Promise<{ default: object }>> = {
  "zh-CN": () => Promise.resolve({ default: chinese }), // here from the start, as most people read it
  en: () => import("../locales/en.json"),
};

const loadMore: Record<string, () => Promise<{ default: object }>> = {
  "zh-CN": once(() => import("../locales/zh-CN.classification.json")),
  en: once(() => import("../locales/en.classification.json")),
};
let moreWanted = false;

export function guess(): string {
  const chosen = kept<string>("language");
  if (chosen && load[chosen]) return chosen;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

async function words(language: string) {
  if (!i18next.hasResourceBundle(language, "translation")) {
    const catalogue = await (load[language] ?? load.en)!();
    i18next.addResourceBundle(language, "translation", catalogue.default);
  }
  if (moreWanted) await moreWords(language);
}

async function moreWords(language: string) {
  const catalogue = await (loadMore[language] ?? loadMore.en)!();
  i18next.addResourceBundle(language, "translation", catalogue.default);
}

/** A part of the program that speaks of classes, segments, measures or the analysis: their words come with it. */
export const withMoreWords =
  <P>(load: () => Promise<P>): (() => Promise<P>) =>
  async () => {
    moreWanted = true;
    const [part] = await Promise.all([load(), moreWords(i18next.language)]);
    return part;
  };

export async function startWords() {
  const language = guess();
  speak(language);
  document.documentElement.lang = language;
  await i18next.init({
    lng: language,
    fallbackLng: false,
    showSupportNotice: false,
    resources: {},
    interpolation: { escapeValue: false },
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
