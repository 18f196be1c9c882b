/** While a new record is typed: a deleted one with the same unique value, which may be restored instead. */
import { useQuery } from "@tanstack/react-query";
import { useStill } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { writable } from "../../schema/meta.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { Values } from "../../views/form/FormView.tsx";

interface Props {
  object: ObjectSpec;
  values: Values;
  onRestore: (id: number) => void;
}

export function Instead({ object, values, onRestore }: Props) {
  const { t } = useWords();
  const given = Object.fromEntries(
    object.fields
      .filter((one) => one.unique && !one.masked && writable(one))
      .map((one) => [one.name, values[one.name]] as const)
      .filter(([, value]) => (typeof value === "string" ? value.trim() !== "" : typeof value === "number")),
  );
  const still = useStill(JSON.stringify(given), 300);
  const query = useQuery({
    queryKey: ["instead", object.name, still],
    queryFn: () => api.alike(object.name, JSON.parse(still) as Values),
    enabled: still !== "{}" && object.rights.delete && object.rights.read,
    retry: false,
  });
  const rows = still === "{}" ? [] : (query.data?.rows ?? []);
  if (rows.length === 0) return null;
  return (
    <aside className="z-col" style={{ gap: 4, padding: "9px 12px", margin: "6px 0 14px" }}>
      {rows.map((one) => (
        <div key={one.id} className="z-row">
          <Icon name="trash" size={15} />
          <span className="z-clip z-grow z-quiet">{t("form.in_bin", { title: one.title, why: one.label })}</span>
          <Button size="xs" variant="subtle" onClick={() => onRestore(one.id)}>
            {t("form.restore_instead")}
          </Button>
        </div>
      ))}
    </aside>
  );
}
