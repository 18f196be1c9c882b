/** How wide words are, without asking the browser for each: near enough to cut what does not cutTo. */

const WIDE =
  /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3ffff}]|\p{Extended_Pictographic}/u;
const NARROW = /[iljtfrI.,:;'|!()[\] ]/;

export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const letter of text) {
    if (WIDE.test(letter)) width += 1;
    else if (NARROW.test(letter)) width += 0.34;
    else width += /[A-ZMWmw@%]/.test(letter) ? 0.72 : 0.58;
  }
  return width * size;
}

/** The text, cut at the end when it is wider than it may be. */
export function cutTo(text: string, width: number, size = 12): string {
  if (widthOf(text, size) <= width) return text;
  let kept = "";
  let used = size;
  for (const letter of text) {
    used += widthOf(letter, size);
    if (used > width) break;
    kept += letter;
  }
  return kept ? `${kept.trimEnd()}…` : "";
}

/** The same on two lines, the second cut. */
export function onTwoLines(text: string, width: number, size = 12): string {
  if (widthOf(text, size) <= width) return text;
  const letters = [...text];
  let at = letters.length;
  while (at > 1 && widthOf(letters.slice(0, at).join(""), size) > width) at -= 1;
  const space = letters.slice(0, at + 1).lastIndexOf(" ");
  // Words turn at a space; four characters as two and two rather than three and one.
  const half = Math.ceil(letters.length / 2);
  const turn = space > 0 ? space + 1 : Math.min(at, Math.max(half, letters.length - at));
  const first = letters.slice(0, turn).join("").trimEnd();
  return `${first}\n${cutTo(letters.slice(turn).join(""), width, size)}`;
}
