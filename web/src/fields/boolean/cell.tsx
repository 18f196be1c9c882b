import { useWords } from "../../lib/i18n.ts";
import { Icon } from "../../ui/Icon.tsx";
import { blank, type CellProps } from "../types.ts";

export function BooleanCell({ value }: CellProps) {
  const { t } = useWords();
  if (blank(value)) return null;
  if (value) return <Icon name="check" size={15} />;
  return <span className="z-quiet">{t("kind.no")}</span>;
}
