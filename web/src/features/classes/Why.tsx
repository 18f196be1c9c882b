/** Why a record is in its class, part by part: which conditions it meets, and its values with their bands. */
import { dayOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { fieldNamed, useMeta } from "../../schema/meta.ts";
import type { ClassPart } from "../../schema/types.ts";
import { Icon } from "../../ui/Icon.tsx";

export function Why({ parts, kind }: { parts: readonly ClassPart[]; kind: string }) {
  const { t } = useWords();
  // Of rules only the first that is met counts; those after it say nothing.
  const first = ["rules", "stages"].includes(kind) ? parts.findIndex((one) => one.met) : -1;
  return (
    <ul className="zs-before">
      {parts.map((one, at) => (
        <li key={at} className="z-row zs-part" data-off={first >= 0 && at > first ? true : undefined}>
          {one.field ? (
            <Value part={one} />
          ) : (
            <>
              <Icon name={one.met ? "check" : "x"} size={13} />
              <span className="z-hidden">{t(one.met ? "classes.met.yes" : "classes.met.no")}</span>
              <span className="zs-words">{one.words}</span>
              <span className="z-quiet z-num">
                {one.points === undefined ? one.label : one.points > 0 ? `+${one.points}` : one.points}
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Value({ part }: { part: ClassPart }) {
  const { t } = useWords();
  const meta = useMeta();
  const moment = meta.objects.some((one) => fieldNamed(one, part.field ?? "")?.kind === "datetime");
  const written =
    part.value === null || part.value === undefined
      ? "–"
      : moment
        ? dayOf(new Date(part.value * 1000))
        : grouped(Number(part.value.toFixed(2)));
  return (
    <>
      <span className="zs-words">{part.label}</span>
      <span className="z-num">{written}</span>
      {part.band && part.bands ? (
        <span className="z-quiet z-num">{t("classes.band_of", { n: part.band, of: part.bands })}</span>
      ) : null}
    </>
  );
}
