/** The numbers at the head, each with what it means and the list behind it. */
import { useWords } from "../../lib/i18n.ts";
import { grouped, shortMoney } from "../../lib/numbers.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { DoorLink } from "../../ui/charts/index.ts";
import { type Card, doorTo } from "./cards.ts";

export function Headline({ object, card }: { object: ObjectSpec; card: Card<"headline"> }) {
  const { t, language } = useWords();
  const { told } = card;
  const doors = told?.doors;
  const money = (value: number | null | undefined) =>
    value === null || value === undefined ? null : shortMoney(value, language);
  const count = (value: number | null | undefined) => (value === null || value === undefined ? null : grouped(value));
  const share = told?.repeat_rate;
  const tiles = [
    { name: "records", value: count(told?.records), where: doors?.records },
    { name: "year", value: count(told?.year), where: doors?.year },
    {
      name: "repeat_rate",
      value: share === null || share === undefined ? null : `${(share * 100).toFixed(1)}%`,
      where: doors?.repeat,
    },
    { name: "interval", value: count(told?.interval), where: doors?.repeat },
    { name: "year_paid", value: money(told?.year_paid), where: doors?.year },
  ] as const;
  return (
    <section className="zn-tiles" aria-label={t("analysis.numbers")}>
      {tiles.map(({ name, value, where }) => (
        <div key={name} className="z-panel zn-tile" data-tip={t(`analysis.tile.${name}_help`)}>
          <span className="z-quiet">{t(`analysis.tile.${name}`)}</span>
          {card.frame.loading ? (
            <span className="z-bone zn-bone" />
          ) : value === null ? (
            <span className="z-quiet zn-none">{t(card.frame.empty ? "analysis.no_number" : "chart.empty")}</span>
          ) : (
            <strong className="z-num zn-value">
              <DoorLink door={doorTo(object, where)} label={`${t(`analysis.tile.${name}`)} ${value}`}>
                {value}
              </DoorLink>
            </strong>
          )}
        </div>
      ))}
    </section>
  );
}
