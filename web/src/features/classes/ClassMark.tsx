import { useWords } from "../../lib/i18n.ts";
import { Chip } from "../../ui/Chip.tsx";
import { type ClassOf, labelOf } from "./definition.ts";

/** A class by its name and colour; none is said as such. */
export function ClassMark({ code, classes }: { code: string | null; classes: readonly ClassOf[] }) {
  const name = useClassName(classes);
  const one = classes.find((each) => each.code === code);
  return code === null ? (
    <span className="z-quiet">{name(null)}</span>
  ) : (
    <Chip color={one?.color} dot>
      {name(code)}
    </Chip>
  );
}

export function useClassName(classes: readonly ClassOf[]) {
  const { t, language } = useWords();
  return (code: string | null): string => {
    if (code === null) return t("classes.unclassified");
    const one = classes.find((each) => each.code === code);
    return one ? labelOf(one, language) : code;
  };
}
