/** How good a record is, as it was last found: a small figure that opens what it lost points for. */

import { useQuery } from "@tanstack/react-query";
import { ago } from "../../lib/dates.ts";
import { useLater } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { keys } from "../../schema/queries.ts";
import type { ObjectSpec, QualityOfRecord } from "../../schema/types.ts";
import { Chip } from "../../ui/Chip.tsx";
import { Popup } from "../../ui/Popup.tsx";
import "./quality.css";

export const toneOf = (score: number) => (score >= 80 ? "teal" : score >= 50 ? "amber" : "red");

export function QualityFigure({ object, id }: { object: ObjectSpec; id: number }) {
  const { t } = useWords();
  const later = useLater();
  const query = useQuery({
    queryKey: keys.about(object.plural, id, "quality"),
    queryFn: () => api.qualityOf(object.plural, id),
    enabled: later && !object.settings,
    retry: false,
  });
  const told = query.data;
  if (!told || told.score === null) return null;
  const label = t("quality.of_record", { n: told.score });
  return (
    <Popup
      label={label}
      width={320}
      side="bottom-start"
      button={(opener) => (
        <button type="button" className="z-plain z-num" aria-label={label} data-tip={label} {...opener}>
          <Chip color={toneOf(told.score!)}>{told.score}</Chip>
        </button>
      )}
    >
      {() => <Parts told={told} />}
    </Popup>
  );
}

function Parts({ told }: { told: QualityOfRecord }) {
  const { t } = useWords();
  const looked = told.looked_at && told.at ? (told.looked_at > told.at ? told.looked_at : told.at) : told.at;
  return (
    <div className="z-col" style={{ padding: "12px 14px", gap: 10 }}>
      <strong>{told.parts.length + told.others === 0 ? t("quality.perfect") : t("quality.lost")}</strong>
      {told.parts.length > 0 && (
        <ul className="zq-parts">
          {told.parts.map((one) => (
            <li key={one.rule}>
              <div className="z-row">
                <span className="z-grow">{one.label}</span>
                <span className="z-quiet">{one.dimension_label}</span>
              </div>
              <div className="z-quiet">{one.definition}</div>
            </li>
          ))}
        </ul>
      )}
      {told.others > 0 && <span className="z-quiet">{t("quality.others", { n: told.others })}</span>}
      {looked && <span className="z-quiet">{t("quality.looked", { at: ago(looked, t) })}</span>}
    </div>
  );
}
