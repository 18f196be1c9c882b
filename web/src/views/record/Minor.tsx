/** Says that a person is not of age: of a child under 14 nothing is kept without a guardian (PIPL art. 31). */

import { yearsSince } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Chip } from "../../ui/Chip.tsx";

export function Minor({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const born = object.born && row[object.born];
  if (typeof born !== "string") return null;
  const age = yearsSince(born.replace(/\*/g, "9")); // of who sees the year alone: the least that it can be
  if (age < 14)
    return (
      <Chip color="red" title={t("record.child_help")}>
        {t("record.child")}
      </Chip>
    );
  return age < 18 ? <Chip color="amber">{t("record.minor")}</Chip> : null;
}
