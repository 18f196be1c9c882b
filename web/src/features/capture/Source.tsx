/** Where a suggestion comes from, and the words that were said there. */
import { Link } from "react-router";
import { dayOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { objectNamed, pathOf, useMeta } from "../../schema/meta.ts";
import type { Suggestion } from "../../schema/types.ts";

export function Source({ one }: { one: Suggestion }) {
  const { t } = useWords();
  const meta = useMeta();
  if (!one.source) return null;
  const from = objectNamed(meta, one.source.object);
  const words = t("capture.source", { what: one.source.label, on: dayOf(one.source.at ?? one.at) });
  return (
    <span className="z-quiet">
      {from ? <Link to={pathOf(from, one.source.id)}>{words}</Link> : words}
      {one.raw !== "" && one.raw !== one.value && t("capture.said", { raw: one.raw })}
    </span>
  );
}
