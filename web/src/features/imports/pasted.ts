/** What the clipboard holds, as a file for an import; null when there is nothing in it. */

type Clipboard = Pick<DataTransfer, "files" | "getData">;

const TABLE = /<table[\s>]/i;

/** A table knows which cells are merged and where a quote begins; plain text has only tabs. */
export function pasted(clipboard: Clipboard, name: string): File | null {
  const table = clipboard.getData("text/html");
  if (TABLE.test(table)) return new File([table], `${name}.html`, { type: "text/html" });
  const text = clipboard.getData("text/plain");
  if (text.trim()) return new File([text], `${name}.txt`, { type: "text/plain" });
  return clipboard.files[0] ?? null;
}
