/** What the next code by a pattern looks like, while it is being typed. */

const MOST_DIGITS = 12;

// The quasigroup of H. M. Damm (2004) on ten digits.
const DAMM = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

function checkDigit(text: string): string {
  const digits = text.replace(/\D/g, "");
  return String([...digits].reduce((row, digit) => Number(DAMM[row]?.[Number(digit)]), 0));
}

/** A code with this number in the sequence; null for what is no pattern, which the server explains. */
export function example(pattern: string, number: number, day: Date): string | null {
  const form = pattern.endsWith("{check}") ? pattern.slice(0, -"{check}".length) : pattern;
  const year = String(day.getFullYear()).padStart(4, "0");
  const two = (part: number) => String(part).padStart(2, "0");
  const parts: Record<string, string> = {
    yyyy: year,
    yy: year.slice(2),
    mm: two(day.getMonth() + 1),
    dd: two(day.getDate()),
  };
  let sequences = 0;
  let known = true;
  const code = form.replace(/\{([^{}]*)\}/g, (_, part: string) => {
    const sequence = /^seq(?::(\d{1,2}))?$/.exec(part);
    if (sequence) {
      sequences += 1;
      const digits = Number(sequence[1] ?? 4);
      known = known && digits >= 1 && digits <= MOST_DIGITS;
      return String(number).padStart(digits, "0");
    }
    known = known && part in parts;
    return parts[part] ?? "";
  });
  if (sequences !== 1 || !known || /[{}\s]/.test(code)) return null;
  return form === pattern ? code : code + checkDigit(code);
}
