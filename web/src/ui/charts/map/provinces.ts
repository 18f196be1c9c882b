/** The provinces by the first two digits of their code in GB/T 2260. Their names stand here, as only the map needs them. */
import table from "./provinces.json";

export interface Province {
  code: string;
  full: string;
  name: { zh: string; en: string };
}

export const PROVINCES: readonly Province[] = table.map(([code = "", full = "", zh = "", en = ""]) => ({
  code,
  full,
  name: { zh, en },
}));

const byCode = new Map(PROVINCES.map((one) => [one.code, one]));

/** Of a code of two, four or six digits the province that it lies in. */
export const provinceOf = (code: string): Province | undefined => byCode.get(code.slice(0, 2));

export const provinceName = ({ name }: Province, language: string) => (language.startsWith("zh") ? name.zh : name.en);
