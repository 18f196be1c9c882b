/** The cells of recency and frequency in the colours of their classes, one grid a layer; painted where they may be. */
import { type KeyboardEvent, useRef } from "react";
import { useWords } from "../../lib/i18n.ts";
import { useClassName } from "./ClassMark.tsx";
import type { Cube } from "./cube.ts";
import type { ClassOf, Range } from "./definition.ts";

interface Props {
  cube: Cube;
  layers: readonly Range[];
  classes: readonly ClassOf[];
  onPaint?: (layer: Range, r: number, f: number) => void;
}

const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
};

export function Cells({ cube, layers, classes, onPaint }: Props) {
  const { t } = useWords();
  return (
    <div className="zs-layers">
      {layers.map((layer) => (
        <figure key={layer[0]} className="zs-layer">
          {(layers.length > 1 || layer[1] < cube.length) && (
            <figcaption className="z-quiet">
              {layer[0] === layer[1]
                ? t("classes.rfm.layer_at", { at: layer[0] })
                : t("classes.rfm.layer", { from: layer[0], to: layer[1] })}
            </figcaption>
          )}
          <Layer cube={cube} layer={layer} classes={classes} onPaint={onPaint} />
        </figure>
      ))}
    </div>
  );
}

function Layer({ cube, layer, classes, onPaint }: Omit<Props, "layers"> & { layer: Range }) {
  const { t } = useWords();
  const name = useClassName(classes);
  const box = useRef<HTMLDivElement>(null);
  const painting = useRef(false);
  const size = cube.length;
  const cells = cube[layer[0] - 1]!;
  const rows = Array.from({ length: size }, (_, at) => size - at); // the best on top
  const columns = Array.from({ length: size }, (_, at) => at + 1);
  const go = (event: KeyboardEvent, r: number, f: number) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    box.current?.querySelector<HTMLElement>(`[data-at="${r + step[0]}/${f + step[1]}"]`)?.focus();
  };
  return (
    <div
      ref={box}
      className="zs-cells"
      style={{ gridTemplateColumns: `16px repeat(${size}, minmax(0, 1fr))` }}
      role="group"
      aria-label={t("classes.rfm.grid")}
      onPointerUp={() => {
        painting.current = false;
      }}
      onPointerLeave={() => {
        painting.current = false;
      }}
    >
      {rows.flatMap((r) => [
        <span key={`r${r}`} className="z-quiet z-num">
          {r}
        </span>,
        ...columns.map((f) => {
          const code = cells[r - 1]![f - 1]!;
          const color = classes.find((one) => one.code === code)?.color ?? undefined;
          const words = `R${r} F${f} · ${name(code)}`;
          const look = { className: "zs-cell", "data-color": color, "data-none": code === null || undefined };
          return onPaint ? (
            <button
              key={words}
              type="button"
              {...look}
              data-at={`${r}/${f}`}
              aria-label={words}
              data-tip={words}
              tabIndex={r === size && f === 1 ? 0 : -1}
              onKeyDown={(event) => go(event, r, f)}
              onPointerDown={(event) => {
                event.currentTarget.releasePointerCapture(event.pointerId); // a finger would keep it to this cell
                painting.current = true;
              }}
              onPointerEnter={() => painting.current && onPaint(layer, r, f)}
              onClick={() => onPaint(layer, r, f)}
            >
              {code === null ? "" : name(code)}
            </button>
          ) : (
            <span key={words} {...look} title={words}>
              {code === null ? "" : name(code)}
            </span>
          );
        }),
      ])}
      <span className="zs-corner z-quiet">R↑ F→</span>
      {columns.map((f) => (
        <span key={`f${f}`} className="z-quiet z-num">
          {f}
        </span>
      ))}
    </div>
  );
}
