/** What became of each sheet of an import. */

import { Link } from "react-router";
import { useWords } from "../../../lib/i18n.ts";
import { objectNamed, useMeta } from "../../../schema/meta.ts";
import { Counts } from "./Counts.tsx";

export interface SheetResult {
  sheet: string;
  object: string;
  counts: Record<string, number>;
}

export function Sheets({ sheets }: { sheets: SheetResult[] }) {
  const { t } = useWords();
  const meta = useMeta();
  return (
    <div className="z-col" style={{ gap: 0 }}>
      {sheets.map((one) => {
        const object = objectNamed(meta, one.object);
        return (
          <div key={one.sheet} className="z-row z-wrap zi-result">
            <strong className="zi-result-name">{one.sheet}</strong>
            <Counts counts={one.counts} />
            <span className="z-grow" />
            {object && (
              <Link to={`/${object.plural}?sort=-updated_at`}>{t("imports.see", { what: object.label_plural })}</Link>
            )}
          </div>
        );
      })}
    </div>
  );
}
