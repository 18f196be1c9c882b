import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/Icon.tsx";
import { blank, type CellProps } from "../types.ts";

export function BooleanCell({ value }: CellProps) {
  const { t } = useTranslation();
  if (blank(value)) return null;
  if (value) return <Icon name="check" size={15} />;
  return <span className="z-quiet">{t("kind.no")}</span>;
}
