/** The measures of a record: value, how it went in the last months, and on a press what it means and of which rows it is made. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { FieldText } from "../../fields/parts.tsx";
import { ago } from "../../lib/dates.ts";
import { useLater } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import type { Condition } from "../../schema/condition.ts";
import { fieldNamed, objectNamed, useMeta } from "../../schema/meta.ts";
import { keys } from "../../schema/queries.ts";
import type { MeasureOfRecord, ObjectSpec, Row } from "../../schema/types.ts";
import { Sparkline } from "../../ui/charts/drawn/Sparkline.tsx";
import { Bones } from "../../ui/Faces.tsx";
import { Popup } from "../../ui/Popup.tsx";
import "./measures.css";

const GROUP = "measures"; // as meta names the fields that measures are
const SOME = 8;

export function MeasuresOfRecord({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const later = useLater();
  const [all, setAll] = useState(false);
  const there = object.fields.some((one) => one.group === GROUP);
  const told = useQuery({
    queryKey: keys.about(object.plural, row.id, "measures"),
    queryFn: () => api.measuresOf(object.plural, row.id),
    enabled: later && there,
    retry: false,
  });
  // Those that can be drawn come first: they are what people look for.
  const rows = [...(told.data?.rows ?? [])].sort(
    (one, other) => Number(drawnOf(other) !== null) - Number(drawnOf(one) !== null),
  );
  if (!there || told.isError || (told.data && rows.length === 0)) return null;
  const shown = all ? rows : rows.slice(0, SOME);
  return (
    <section className="z-panel" aria-label={t("measures.title")}>
      <div className="z-panel-head">{t("measures.title")}</div>
      {!told.data ? (
        <Bones rows={6} />
      ) : (
        <div className="zm-rows">
          {shown.map((one) => (
            <Measure key={one.id} object={object} measure={one} months={told.data.months} />
          ))}
          {rows.length > SOME && (
            <button type="button" className="z-plain zm-more" onClick={() => setAll(!all)}>
              {all ? t("measures.fewer") : t("measures.all", { n: rows.length })}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

const drawnOf = (one: MeasureOfRecord) => (one.series?.some((value) => value) ? one.series : null);

interface Props {
  object: ObjectSpec;
  measure: MeasureOfRecord;
  months: string[];
}

function Measure({ object, measure, months }: Props) {
  const field = fieldNamed(object, measure.field);
  const drawn = drawnOf(measure);
  return (
    <Popup
      label={measure.label}
      width={320}
      side="bottom-start"
      button={(opener) => (
        <button type="button" className="z-plain zm-row" title={measure.definition} {...opener}>
          <span className="zm-label">{measure.label}</span>
          {drawn && (
            <Sparkline values={drawn} figure={measure.kind === "money" ? "money" : "number"} width={64} height={18} />
          )}
          <span className="zm-value z-num">
            {field ? <FieldText field={field} value={measure.value} /> : String(measure.value ?? "—")}
          </span>
        </button>
      )}
    >
      {() => <Meaning measure={measure} months={months} />}
    </Popup>
  );
}

function Meaning({ measure, months }: Omit<Props, "object">) {
  const { t } = useWords();
  const meta = useMeta();
  const { rows, computed_at: at } = measure;
  const target = objectNamed(meta, rows?.object);
  return (
    <div className="z-col zm-meaning">
      <strong>{measure.label}</strong>
      <span>{measure.definition}</span>
      {measure.series && (
        <span className="z-quiet z-num">{t("measures.months", { from: months[0], to: months.at(-1) })}</span>
      )}
      <span className="z-quiet">
        {at ? t("measures.fresh", { at: ago(at, t) }) : t("measures.never")}
        {measure.by_time && ` ${t("measures.by_time")}`}
      </span>
      {rows && target?.rights.read && (
        <Link to={`/${rows.plural}?where=${encodeURIComponent(JSON.stringify(rows.where as Condition))}`}>
          {t("measures.rows", { what: target.label_plural })}
        </Link>
      )}
    </div>
  );
}
