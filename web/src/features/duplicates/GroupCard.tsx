/** A group of records that are probably the same: who they are, why, and what to do with them. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { FieldCell } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { addDays, today } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { pathOf, titleOf } from "../../schema/meta.ts";
import type { FieldSpec, Group, ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Check.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { Menu } from "../../ui/Popup.tsx";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../../views/doings.ts";
import { sureness } from "./GroupStrip.tsx";

const MOST_COLUMNS = 7;
const MOST_SHOWN = 12;
const WAITS = [7, 30, 90];

/** What is worth seeing: the first columns in which any of them says something. */
export function telling(object: ObjectSpec, rows: Row[]): FieldSpec[] {
  const told = (field: FieldSpec) => rows.some((row) => !blank(row[field.name]));
  const first = object.fields.filter((one) => object.columns.includes(one.name));
  const rest = object.fields.filter((one) => !first.includes(one) && !one.system && one.kind !== "long_text");
  return [...first, ...rest].filter((one) => one.name !== object.title_field && told(one)).slice(0, MOST_COLUMNS);
}

export function GroupCard({ object, group }: { object: ObjectSpec; group: Group }) {
  const { t } = useWords();
  const doings = useDoings();
  const client = useQueryClient();
  const words = useFaultWords();
  const [chosen, setChosen] = useState<number[]>(() => group.records.map((one) => one.id));
  const again = () => void client.invalidateQueries({ queryKey: ["duplicates"] });
  const perform = async (work: () => Promise<unknown>, text: string) => {
    try {
      await work();
      toast({ text });
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
    again();
  };
  const put = (until: string | null) =>
    perform(() => api.later(group.id, until), t(until ? "duplicates.said_later" : "duplicates.said_back"));
  const others = group.records.map((one) => one.id).filter((id) => !chosen.includes(id));
  const whole = others.length === 0 || chosen.length < 2;
  return (
    <section className="z-panel zd-group" aria-label={titleOf(object, group.records[0]!)}>
      <div className="z-panel-head">
        <span className="zd-sure">{sureness(group.probability)}</span>
        <span className="z-quiet">{t("duplicates.size", { n: group.size })}</span>
        <span className="z-grow" />
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          onClick={() => perform(() => api.different(group.id, whole ? [] : others), t("duplicates.said_different"))}
        >
          {t(whole ? "duplicates.different" : "duplicates.others_differ")}
        </Button>
        {group.until ? (
          <Button size="xs" variant="subtle" color="gray" onClick={() => put(null)}>
            {t("duplicates.back")}
          </Button>
        ) : (
          <Menu
            label={t("duplicates.later")}
            button={(opener) => (
              <Button size="xs" variant="subtle" color="gray" {...opener}>
                {t("duplicates.later")}
              </Button>
            )}
            lines={() =>
              WAITS.map((days) => ({
                label: t("duplicates.in_days", { n: days }),
                run: () => put(addDays(today(), days)),
              }))
            }
          />
        )}
        <Button size="xs" disabled={chosen.length < 2} onClick={() => doings.merge(object, chosen, again)}>
          {t("duplicates.beside")}
        </Button>
      </div>
      <p className="zd-why">
        {group.pairs.slice(0, 3).map((one) => (
          <span key={`${one.first}-${one.second}`}>
            {group.size > 2 && <span className="z-quiet z-num">{`#${one.first} – #${one.second} `}</span>}
            {one.reasons}
            <br />
          </span>
        ))}
      </p>
      <div className="zd-records">
        <table className="z-table">
          <thead>
            <tr>
              {group.size > 2 && <th aria-label={t("duplicates.same")} style={{ width: 36 }} />}
              <th>{object.fields.find((one) => one.name === object.title_field)?.label}</th>
              {telling(object, group.records).map((one) => (
                <th key={one.name}>{one.label}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {group.records.map((row) => (
              <tr key={row.id}>
                {group.size > 2 && (
                  <td>
                    <Check
                      aria-label={titleOf(object, row)}
                      checked={chosen.includes(row.id)}
                      onChange={(event) =>
                        setChosen(
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
                  {group.size > 2 && <span className="z-quiet z-num">{` #${row.id}`}</span>}
                </td>
                {telling(object, group.records).map((field) => (
                  <td key={field.name}>
                    <FieldCell field={field} value={row[field.name]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {group.size > group.records.length && (
        <p className="zd-why z-quiet">{t("duplicates.more_records", { n: group.size - MOST_SHOWN })}</p>
      )}
    </section>
  );
}
