import { blank, type CellProps } from "../types.ts";
import { useRegions } from "./regions.ts";

export function RegionCell({ value }: CellProps) {
  const regions = useRegions();
  if (blank(value)) return null;
  return <span title={String(value)}>{regions.name(String(value))}</span>;
}
