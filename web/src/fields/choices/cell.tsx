import { Chip } from "../../ui/Chip.tsx";
import { optionOf } from "../choice/options.ts";
import { blank, type CellProps } from "../types.ts";

export function ChoicesCell({ field, value }: CellProps) {
  if (blank(value) || !Array.isArray(value)) return null;
  const labels = value.map((one) => optionOf(field, one));
  return (
    <span className="z-row" style={{ gap: 4 }} title={labels.map((one) => one.label).join("、")}>
      {labels.slice(0, 4).map((one) => (
        <Chip key={one.value} color={one.color}>
          {one.label}
        </Chip>
      ))}
      {labels.length > 4 && <span className="z-quiet">+{labels.length - 4}</span>}
    </span>
  );
}
