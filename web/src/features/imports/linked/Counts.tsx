/** What becomes of the rows of a sheet, in a line. */
import { useWords } from "../../../lib/i18n.ts";
import { grouped } from "../../../lib/numbers.ts";

const KINDS = ["created", "updated", "unchanged", "refused", "left_out", "skipped", "noted"] as const;

export function Counts({ counts }: { counts: Record<string, number> }) {
  const { t } = useWords();
  return (
    <div className="z-row z-wrap zi-line">
      {KINDS.filter((one) => counts[one]).map((one) => (
        <span key={one} className="zi-line-count" data-kind={one}>
          {t(`imports.outcome.${one}`)} <strong className="z-num">{grouped(counts[one] ?? 0)}</strong>
        </span>
      ))}
    </div>
  );
}
