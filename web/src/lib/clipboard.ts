/** Blocks of cells as spreadsheets put them on the clipboard: tabs between cells, quoted when a cell has a line break. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const body = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < body.length; at++) {
    const sign = body[at]!;
    if (quoted) {
      if (sign === '"' && body[at + 1] === '"') {
        cell += '"';
        at++;
      } else if (sign === '"') quoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") {
      rows.at(-1)!.push(cell);
      cell = "";
    } else if (sign === "\n") {
      rows.at(-1)!.push(cell);
      rows.push([]);
      cell = "";
    } else cell += sign;
  }
  rows.at(-1)!.push(cell);
  return rows;
}

export function writeBlock(rows: string[][]): string {
  const quote = (cell: string) => (/["\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map(quote).join("\t")).join("\n");
}

export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
