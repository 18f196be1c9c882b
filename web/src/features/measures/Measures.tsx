/** The measures of a company, for whoever looks after them. */

import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { ObjectTable } from "../../views/list/ObjectTable.tsx";
import MeasureDrawer from "./MeasureDrawer.tsx";

export default function Measures({ object }: { object: ObjectSpec }) {
  const { t } = useWords();
  const [open, setOpen] = useState<Row | "new" | null>(null);
  return (
    <>
      <ObjectTable
        object={object}
        columns={["name", "code", "object", "active"]}
        onNew={() => setOpen("new")}
        onEdit={setOpen}
        head={<span className="z-quiet zm-help">{t("measures.help")}</span>}
      />
      {open && <MeasureDrawer measures={object} row={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}
