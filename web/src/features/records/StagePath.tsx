import { useWords } from "../../lib/i18n.ts";
import type { FieldSpec } from "../../schema/types.ts";

/** The stages as a path; a press moves the record there. */
export function StagePath({
  field,
  value,
  onChange,
}: {
  field: FieldSpec;
  value: unknown;
  onChange?: (next: string) => void;
}) {
  const { t } = useWords();
  const steps = field.options ?? [];
  const at = steps.findIndex((one) => one.value === value);
  const lost = field.outcome?.lost;
  return (
    <div className="zr-path" role="group" aria-label={field.label}>
      {steps.map((one, index) => (
        <button
          key={one.value}
          type="button"
          className="z-plain zr-step"
          data-past={(index < at && value !== lost && one.value !== lost) || undefined}
          aria-current={index === at ? "step" : undefined}
          disabled={!onChange}
          title={t("record.move_to", { stage: one.label })}
          onClick={() => index !== at && onChange?.(one.value)}
        >
          {one.label}
        </button>
      ))}
    </div>
  );
}
