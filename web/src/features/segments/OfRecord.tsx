/** Which segments a record is in; each opens why, as each of the others why not. */

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { dayOf } from "../../lib/dates.ts";
import { useLater } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { pathOf, useMeta } from "../../schema/meta.ts";
import { keys } from "../../schema/queries.ts";
import { segmentsOf } from "../../schema/roles.ts";
import type { ObjectSpec, Row, SegmentOfRecord } from "../../schema/types.ts";
import { Bones } from "../../ui/Faces.tsx";
import { Popup } from "../../ui/Popup.tsx";
import "./segments.css";

const Why = lazy(() => import("./Why.tsx"));

export function SegmentsOfRecord({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const meta = useMeta();
  const later = useLater();
  const [all, setAll] = useState(false);
  const segments = segmentsOf(meta);
  const of = useQuery({
    queryKey: keys.about(object.plural, row.id, "segments"),
    queryFn: () => api.segmentsOf(object.plural, row.id),
    enabled: later && Boolean(segments?.rights.read) && !object.settings && object !== segments,
    retry: false,
  });
  const rows = of.data ?? [];
  if (!segments || rows.length === 0) return null;
  const others = rows.filter((one) => !one.member);
  const inside = rows.filter((one) => one.member);
  return (
    <section className="z-panel" aria-label={segments.label_plural}>
      <div className="z-panel-head">
        <span className="z-grow">{segments.label_plural}</span>
        <span className="z-quiet z-num">{inside.length}</span>
      </div>
      <div className="z-panel-body zs-chips">
        {inside.length === 0 && <span className="z-quiet">{t("segments.in_none")}</span>}
        {(all ? rows : inside).map((one) => (
          <One key={one.id} object={object} segments={segments} row={row} segment={one} />
        ))}
        {others.length > 0 && (
          <button type="button" className="z-plain zs-door" onClick={() => setAll(!all)}>
            {all ? t("segments.fewer") : t("segments.others", { n: others.length })}
          </button>
        )}
      </div>
    </section>
  );
}

interface OneProps {
  object: ObjectSpec;
  segments: ObjectSpec;
  row: Row;
  segment: SegmentOfRecord;
}

function One({ object, segments, row, segment }: OneProps) {
  const { t } = useWords();
  const label = t(segment.member ? "segments.why_in" : "segments.why_not", { name: segment.title });
  return (
    <Popup
      label={label}
      width={380}
      side="bottom-start"
      button={(opener) => (
        <button type="button" className="z-plain zs-chip" data-in={segment.member || undefined} {...opener}>
          {segment.title}
        </button>
      )}
    >
      {() => (
        <Suspense fallback={<Bones rows={3} />}>
          <Why
            object={object}
            record={row.id}
            segment={segment}
            to={pathOf(segments, segment.id)}
            since={segment.since ? dayOf(segment.since) : null}
          />
        </Suspense>
      )}
    </Popup>
  );
}
