import type { LegendEntry } from "./types.ts";

/** Which colour is what. The tips and the table say it in words, so it takes no part in reading aloud. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <div className="zc-legend" aria-hidden="true">
      {entries.map((one, index) => (
        <span key={index} title={one.name}>
          <i style={{ background: one.color }} data-line={one.line || undefined} />
          <span className="z-clip">{one.name}</span>
        </span>
      ))}
    </div>
  );
}
