/** Who comes back: by the month of the first purchase. */
import { useWords } from "../../lib/i18n.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Heat } from "../../ui/charts/index.ts";
import { both, doorTo, useCard } from "./cards.ts";

export function Cohorts({ object, when }: { object: ObjectSpec; when: boolean }) {
  const { t } = useWords();
  const { told, frame } = useCard(object, "cohorts", {}, when);
  const rows = told?.rows ?? [];
  const months = told?.months ?? [];
  const columns = Math.max(0, ...rows.map((one) => one.counts.length));
  const later = (row: number, column: number) =>
    months[months.findIndex((one) => one.month === rows[row]?.month) + column]?.where;
  return (
    <div className="zn-wide">
      <Heat
        {...frame}
        title={t("analysis.cohorts")}
        help={t("analysis.cohorts_help")}
        periods
        of={t("analysis.first_in")}
        measure={object.label_plural}
        columns={Array.from({ length: columns }, (_, at) => (at ? `+${at}` : t("analysis.same_month")))}
        rows={rows.map((one) => ({
          name: one.month,
          size: one.size,
          values: Array.from({ length: columns }, (_, at) => {
            const count = one.counts[at];
            return count === undefined ? null : count / one.size;
          }),
        }))}
        opens={(row, column) => {
          const [first, bought] = [rows[row]?.where, later(row, column)];
          return first && bought && rows[row]?.counts[column] ? doorTo(object, both(first, bought)) : undefined;
        }}
      />
    </div>
  );
}
