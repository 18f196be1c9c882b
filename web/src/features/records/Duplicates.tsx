/** While a new record is typed: records that look like it, with what they share. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { useStill } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { pathOf } from "../../schema/meta.ts";
import type { Hit, ObjectSpec } from "../../schema/types.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { Values } from "../../views/form/FormView.tsx";

const TELLING = new Set(["phone", "email", "credit_code", "identity_number"]);
const SHORTEST: Record<string, number> = { phone: 7, email: 6, credit_code: 18, identity_number: 15 };

export function Duplicates({ object, values }: { object: ObjectSpec; values: Values }) {
  const { t } = useWords();
  const asked = object.fields
    .filter((one) => one.name === object.title_field || TELLING.has(one.kind))
    .map((one) => ({ label: one.label, text: String(values[one.name] ?? "").trim(), least: SHORTEST[one.kind] ?? 2 }))
    .filter((one) => one.text.length >= one.least);
  const still = useStill(JSON.stringify(asked), 300);
  const query = useQuery({
    queryKey: ["duplicates", object.name, still],
    queryFn: async ({ signal }) => {
      const found = new Map<number, { hit: Hit; why: string[] }>();
      for (const { label, text } of JSON.parse(still) as typeof asked) {
        const { rows } = await api.search(text, { objects: object.name, limit: 3, signal });
        for (const hit of rows) {
          const known = found.get(hit.id) ?? { hit, why: [] };
          known.why.push(label);
          found.set(hit.id, known);
        }
      }
      return [...found.values()].sort((one, other) => other.why.length - one.why.length).slice(0, 4);
    },
    enabled: still !== "[]" && !object.settings,
    placeholderData: (before) => before,
    retry: false,
  });
  if (still === "[]" || !query.data?.length) return null;
  return (
    <aside
      className="z-col"
      style={{
        gap: 4,
        padding: "9px 12px",
        margin: "6px 0 14px",
        borderRadius: 6,
        background: "var(--z-amber-soft)",
        color: "var(--z-amber)",
      }}
    >
      <strong className="z-row">
        <Icon name="alert-triangle" size={15} />
        {t("form.alike")}
      </strong>
      {query.data.map(({ hit, why }) => (
        <Link
          key={hit.id}
          to={pathOf(object, hit.id)}
          target="_blank"
          className="z-row"
          style={{ color: "var(--z-ink)" }}
        >
          <span className="z-clip">{hit.title}</span>
          <span className="z-quiet z-clip">{hit.subtitle}</span>
          <span className="z-grow" />
          <span style={{ color: "var(--z-amber)", whiteSpace: "nowrap" }}>
            {t("form.alike_by", { why: why.join("、") })}
          </span>
        </Link>
      ))}
    </aside>
  );
}
