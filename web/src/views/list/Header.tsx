/** The header row: order by a click (Shift adds), width by dragging the edge. */

import type { PointerEvent } from "react";
import { kindOf } from "../../fields/kinds.ts";
import { useWords } from "../../lib/i18n.ts";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";
import { Box } from "../../ui/Check.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { nextSort, readSort } from "./state.ts";

interface Props {
  object: ObjectSpec;
  columns: FieldSpec[];
  widths: number[];
  sort: string;
  selected: "none" | "some" | "page";
  onSelectPage: (on: boolean) => void;
  onSort: (sort: string) => void;
  onWidth: (name: string, width: number) => void;
}

export function Header({ columns, widths, sort, selected, onSelectPage, onSort, onWidth }: Props) {
  const { t } = useWords();
  const orders = readSort(sort);
  return (
    <div className="zg-row zg-head" role="row" aria-rowindex={1}>
      <div className="zg-cell zg-check" role="columnheader">
        <Box
          aria-label={t("list.select_page")}
          checked={selected === "page"}
          indeterminate={selected === "some"}
          onChange={(event) => onSelectPage(event.currentTarget.checked)}
        />
      </div>
      {columns.map((field, index) => {
        const order = orders.find((one) => one.name === field.name);
        const rank = orders.length > 1 && order ? orders.indexOf(order) + 1 : 0;
        return (
          <div
            key={field.name}
            role="columnheader"
            aria-sort={order ? (order.down ? "descending" : "ascending") : undefined}
            className={`zg-cell ${index === 0 ? "zg-first" : ""} ${kindOf(field.kind).align === "right" ? "zg-right" : ""}`}
          >
            {field.sortable ? (
              <button
                type="button"
                className="z-plain zg-sort"
                title={t("list.sort_hint")}
                onClick={(event) => onSort(nextSort(sort, field.name, event.shiftKey))}
              >
                <span className="z-clip">{field.label}</span>
                {order && <Icon name={order.down ? "arrow-down" : "arrow-up"} size={13} />}
                {rank > 0 && <span className="z-num zg-rank">{rank}</span>}
              </button>
            ) : (
              <span className="z-clip">{field.label}</span>
            )}
            <Edge width={widths[index]!} onWidth={(width) => onWidth(field.name, width)} />
          </div>
        );
      })}
    </div>
  );
}

function Edge({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const start = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    const from = event.clientX;
    const edge = event.currentTarget;
    edge.setPointerCapture(event.pointerId);
    const move = (next: globalThis.PointerEvent) => onWidth(width + next.clientX - from);
    edge.addEventListener("pointermove", move);
    edge.addEventListener("pointerup", () => edge.removeEventListener("pointermove", move), { once: true });
  };
  return <span className="zg-edge" onPointerDown={start} aria-hidden="true" />;
}
