/** One sheet: whether it takes part, which object it holds, how its rows are written, and what they link to. */

import { useWords } from "../../../lib/i18n.ts";
import { grouped } from "../../../lib/numbers.ts";
import { objectNamed, useMeta } from "../../../schema/meta.ts";
import { working } from "../../../schema/roles.ts";
import type { ImportPlan, LinkedPreview, LinkedSheet } from "../../../schema/types.ts";
import { Button } from "../../../ui/Button.tsx";
import { Check } from "../../../ui/Check.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { Select } from "../../../ui/mantine.ts";
import { keysOf } from "../state.ts";
import { Counts } from "./Counts.tsx";
import { LinkLine } from "./LinkLine.tsx";
import type { Link, Part } from "./state.ts";

interface Props {
  shown: LinkedPreview;
  sheet: LinkedSheet;
  /** What a trial has counted. */
  counts: Record<string, number> | undefined;
  onPart: (part: Part | null) => void;
  onColumns: () => void;
}

const MODES = ["create", "update", "upsert", "fill"] as const;

export function SheetCard({ shown, sheet, counts, onPart, onColumns }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const objects = working(meta).filter((one) => one.rights.import);
  const { plan } = sheet;
  const first = sheet.objects.find((one) => one.allowed)?.object ?? objects[0]?.name ?? "";
  const refused = sheet.objects[0]?.allowed === false ? objectNamed(meta, sheet.objects[0].object) : undefined;
  const into = (object: string) => onPart({ plan: { object, sheet: sheet.sheet }, links: null });
  const own = () => sheet.links.filter((one) => one.column !== null || one.record !== null);
  const change = (next: Partial<ImportPlan>) => plan && onPart({ plan: { ...plan, ...next }, links: own() as Link[] });
  const fields = new Set(Object.values(plan?.mapping ?? {}));
  const object = objectNamed(meta, plan?.object);
  const keys = object ? keysOf(object).filter((one) => fields.has(one.value)) : [];
  const mapped = sheet.columns.filter((one) => one.field).length;
  const mode = plan?.mode === "upsert" && plan.existing === "fill" ? "fill" : (plan?.mode ?? "create");
  return (
    <section className="z-panel zi-sheet" data-out={!plan || undefined} aria-label={sheet.sheet}>
      <div className="z-row z-wrap" style={{ gap: "8px 14px" }}>
        <Check
          label={<strong>{sheet.sheet}</strong>}
          checked={plan !== null}
          onChange={(event) => (event.currentTarget.checked ? into(first) : onPart(null))}
        />
        <span className="z-quiet z-num">{t("imports.rows", { n: grouped(plan ? sheet.total : sheet.rows) })}</span>
        {refused && !plan && (
          <span className="z-quiet">{t("imports.linked.refused", { what: refused.label_plural })}</span>
        )}
        <span className="z-grow" />
        {plan && (
          <>
            <Select
              size="xs"
              w={140}
              aria-label={t("imports.linked.object_of", { sheet: sheet.sheet })}
              allowDeselect={false}
              data={objects.map((one) => ({ value: one.name, label: one.label_plural }))}
              value={plan.object}
              onChange={(next) => next && into(next)}
            />
            <Select
              size="xs"
              w={170}
              aria-label={t("imports.linked.mode_of", { sheet: sheet.sheet })}
              allowDeselect={false}
              data={MODES.map((one) => ({
                value: one,
                label: t(`imports.linked.modes.${one}`),
                disabled: one !== "create" && keys.length === 0,
              }))}
              value={mode}
              onChange={(next) =>
                next &&
                change({
                  mode: next === "fill" ? "upsert" : (next as "create" | "update" | "upsert"),
                  existing: next === "fill" ? "fill" : "replace",
                  match: next === "create" ? null : (plan.match ?? keys[0]?.value ?? null),
                })
              }
            />
            {plan.mode !== "create" && (
              <Select
                size="xs"
                w={130}
                aria-label={t("imports.match")}
                allowDeselect={false}
                data={keys}
                value={plan.match ?? "id"}
                onChange={(match) => change({ match })}
              />
            )}
            <Button
              variant="default"
              size="xs"
              onClick={onColumns}
              rightSection={<Icon name="chevron-right" size={14} />}
            >
              {t("imports.linked.columns", { n: mapped, total: sheet.columns.length })}
            </Button>
          </>
        )}
      </div>
      {plan &&
        sheet.links.map((link, at) => (
          <LinkLine
            key={`${link.field} ${link.sheet}`}
            shown={shown}
            sheet={sheet}
            at={at}
            onLinks={(links) => onPart({ plan, links })}
          />
        ))}
      {plan && counts && <Counts counts={counts} />}
    </section>
  );
}
