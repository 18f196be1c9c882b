/** The list on a phone: a card a record, the same columns. */

import { Link } from "react-router";
import { kindOf } from "../../fields/kinds.ts";
import { FieldCell } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { useWords } from "../../lib/i18n.ts";
import { pathOf, titleOf } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";

export function Cards({ object, columns, rows }: { object: ObjectSpec; columns: FieldSpec[]; rows: Row[] }) {
  const rest = columns.slice(1);
  const marked = rest.filter((one) => ["choice", "stage"].includes(one.kind)).slice(0, 2);
  const lines = rest.filter((one) => !marked.includes(one) && one.kind !== "json").slice(0, 4);
  return (
    <div className="zg-cards">
      {rows.map((row) => (
        <Link key={row.id} className="zg-card" to={pathOf(object, row.id)}>
          <div className="z-row">
            <strong dir="auto" className="z-grow z-clip" style={{ fontSize: 15, fontWeight: 600 }}>
              {titleOf(object, row)}
            </strong>
            {marked.map((field) => (
              <FieldCell key={field.name} field={field} value={row[field.name]} />
            ))}
          </div>
          <div className="z-row z-wrap z-quiet" style={{ marginTop: 4, gap: "2px 14px" }}>
            {lines
              .filter((field) => !blank(row[field.name]))
              .map((field) => (
                <CardValue key={field.name} field={field} value={row[field.name]} />
              ))}
          </div>
        </Link>
      ))}
    </div>
  );
}

/** Links inside a card would be links inside a link: their words are enough. */
function CardValue({ field, value }: { field: FieldSpec; value: unknown }) {
  const { t } = useWords();
  const plain = ["phone", "email", "url", "link"].includes(field.kind);
  if (plain)
    return (
      <span className="z-num z-clip" style={{ maxWidth: "100%" }}>
        {kindOf(field.kind).text(field, value, t as never)}
      </span>
    );
  return <FieldCell field={field} value={value} />;
}
