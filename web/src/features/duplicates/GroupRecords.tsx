/** Records beside each other, with what is worth seeing of them; some can be chosen where it is asked which. */
import { Link } from "react-router";
import { FieldCell } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { useWords } from "../../lib/i18n.ts";
import { pathOf, titleOf } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { Check } from "../../ui/Check.tsx";

const MOST_COLUMNS = 7;

/** What is worth seeing: the first columns in which any of them says something. */
function telling(object: ObjectSpec, rows: Row[]): FieldSpec[] {
  const told = (field: FieldSpec) => rows.some((row) => !blank(row[field.name]));
  const first = object.fields.filter((one) => object.columns.includes(one.name));
  const rest = object.fields.filter((one) => !first.includes(one) && !one.system && one.kind !== "long_text");
  return [...first, ...rest].filter((one) => one.name !== object.title_field && told(one)).slice(0, MOST_COLUMNS);
}

interface Shown {
  object: ObjectSpec;
  rows: Row[];
  size: number; // of all, of which `rows` are the first
  chosen?: number[];
  onChosen?: (ids: number[]) => void;
}

export function GroupRecords({ object, rows, size, chosen, onChosen }: Shown) {
  const { t } = useWords();
  const columns = telling(object, rows);
  return (
    <>
      <div className="zd-records">
        <table className="z-table">
          <thead>
            <tr>
              {chosen && <th aria-label={t("duplicates.same")} style={{ width: 36 }} />}
              <th>{object.fields.find((one) => one.name === object.title_field)?.label}</th>
              {columns.map((one) => (
                <th key={one.name}>{one.label}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {chosen && (
                  <td>
                    <Check
                      aria-label={titleOf(object, row)}
                      checked={chosen.includes(row.id)}
                      onChange={(event) =>
                        onChosen?.(
                          event.currentTarget.checked ? [...chosen, row.id] : chosen.filter((id) => id !== row.id),
                        )
                      }
                    />
                  </td>
                )}
                <td>
                  <Link to={pathOf(object, row.id)} target="_blank" title={titleOf(object, row)}>
                    {titleOf(object, row)}
                  </Link>
                  {size > 2 && <span className="z-quiet z-num">{` #${row.id}`}</span>}
                </td>
                {columns.map((field) => (
                  <td key={field.name}>
                    <FieldCell field={field} value={row[field.name]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {size > rows.length && (
        <p className="zd-why z-quiet">{t("duplicates.more_records", { n: size - rows.length })}</p>
      )}
    </>
  );
}
