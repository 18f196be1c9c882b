/** A number by province, by colour. The map itself comes when one is drawn. */
import { lazy, Suspense } from "react";
import { useWords } from "../../../lib/i18n.ts";
import { ChartCard } from "../Card.tsx";
import { legendOf, stepsOf } from "../drawn/steps.ts";
import { useLook } from "../look.ts";
import { known, someKnown } from "../numbers.ts";
import { type CardProps, type Door, type Figure, frameOf, type Value } from "../types.ts";
import { PROVINCES, provinceName, provinceOf } from "./provinces.ts";

const MapBody = lazy(() => import("./MapBody.tsx"));
const HEIGHT = 360;

export interface Region {
  /** GB/T 2260 of a province: two digits, or six. */
  code: string;
  value: Value;
  door?: Door;
}

export interface ChinaMapProps extends CardProps {
  regions: readonly Region[];
  /** What the table calls a region, and what is counted: "Province", "Customers". */
  of: string;
  measure: string;
  figure?: Figure;
}

export function ChinaMap(props: ChinaMapProps) {
  const { regions, of, measure, figure = "count" } = props;
  const { t, language } = useWords();
  const { palette } = useLook();
  const told = new Map(regions.map((one) => [one.code.slice(0, 2), one]));
  const steps = stepsOf(
    PROVINCES.map((one) => known(told.get(one.code)?.value)),
    palette,
  );
  const legend = legendOf(steps, language, figure);
  // What lies in no province of ours is not on the map, but it is not lost either.
  const elsewhere = regions.filter((one) => !provinceOf(one.code));
  const rows = [
    ...PROVINCES.map((one) => ({ name: provinceName(one, language), region: told.get(one.code) })),
    ...elsewhere.map((region) => ({ name: region.code || t("chart.elsewhere"), region })),
  ].sort((one, other) => (known(other.region?.value) ?? -Infinity) - (known(one.region?.value) ?? -Infinity));
  return (
    <ChartCard
      {...frameOf(props)}
      height={props.height ?? HEIGHT}
      legend={legend.length > 1 ? legend : undefined}
      table={{
        columns: [{ label: of }, { label: measure, figure }],
        rows: rows.map(({ name, region }) => [{ value: name }, { value: known(region?.value), door: region?.door }]),
      }}
      nothing={!someKnown(regions.map((one) => one.value))}
    >
      {(tall) => (
        <Suspense fallback={<div className="z-bone zc-bone" style={{ height: tall }} />}>
          <MapBody
            label={t("chart.drawing", { title: props.title })}
            told={told}
            steps={steps}
            measure={measure}
            figure={figure}
          />
        </Suspense>
      )}
    </ChartCard>
  );
}
