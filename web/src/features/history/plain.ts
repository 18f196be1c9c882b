/** A value of the journal as plain words, where its field is not at hand. */
export function plain(value: unknown): string {
  if (value === null || value === undefined || value === "") return "—";
  if (Array.isArray(value)) return value.map(plain).join("、");
  if (typeof value === "object") {
    const { title, name } = value as { title?: unknown; name?: unknown };
    return String(title ?? name ?? JSON.stringify(value));
  }
  return String(value);
}
