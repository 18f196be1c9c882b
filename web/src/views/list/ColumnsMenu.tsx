/** The button that opens the choice of columns. */
import { useWords } from "../../lib/i18n.ts";
import { once } from "../../lib/once.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Popup } from "../../ui/Popup.tsx";
import type { ColumnsProps } from "./ColumnsPanel.tsx";

const part = once(() => import("./ColumnsPanel.tsx"));

export function ColumnsMenu(props: ColumnsProps) {
  const { t } = useWords();
  return (
    <Popup
      label={t("list.columns")}
      width={280}
      part={part}
      button={(opener) => <IconButton icon="columns-3" label={t("list.columns")} {...opener} />}
    >
      {(_close, { default: ColumnsPanel }) => <ColumnsPanel {...props} />}
    </Popup>
  );
}
