/** A linked record as words. */
export function refText(value: unknown): string {
  if (value && typeof value === "object" && "title" in value) {
    const { title, id } = value as { title: unknown; id?: number };
    return title ? String(title) : `#${id}`;
  }
  return value === null || value === undefined || value === "" ? "" : `#${value}`;
}
