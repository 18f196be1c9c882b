/** Numbers as people read them; decimals stay text so that nothing is rounded on the way. */
export function grouped(value: string | number): string {
  const [whole = "", part] = String(value).split(".");
  const sign = whole.startsWith("-") ? "-" : "";
  const digits = whole.replace("-", "").replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${sign}${digits}${part === undefined ? "" : `.${part}`}`;
}

/** Without the noughts that only fill up its places: `34.000000` is 34. */
export const unpadded = (value: string): string => (value.includes(".") ? value.replace(/\.?0+$/, "") : value);

/** Large money in 万元 (Chinese) or thousands and millions (English), for headings where the exact value is one click away. */
export function shortMoney(value: number, language: string): string {
  if (language.startsWith("zh")) {
    if (Math.abs(value) >= 1e8) return `${trim(value / 1e8)} 亿`;
    if (Math.abs(value) >= 1e4) return `${trim(value / 1e4)} 万`;
    return grouped(trim(value));
  }
  if (Math.abs(value) >= 1e6) return `${trim(value / 1e6)}M`;
  if (Math.abs(value) >= 1e4) return `${trim(value / 1e3)}K`;
  return grouped(trim(value));
}
const trim = (value: number) => unpadded(value.toFixed(2));

export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
