/** Records this person opened lately, for the palette and the workbench. */
import { keep, kept } from "../../lib/keep.ts";
import type { Hit } from "../../schema/types.ts";

const NAME = "recent.records";
export const recentRecords = (): Hit[] => kept<Hit[]>(NAME) ?? [];

export function remember(hit: Hit) {
  keep(NAME, [hit, ...recentRecords().filter((one) => one.object !== hit.object || one.id !== hit.id)].slice(0, 8));
}

/** Another person on this browser starts without the first one's records. */
export const forget = () => keep(NAME, undefined);
