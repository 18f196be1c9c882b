import { Checkbox } from "@mantine/core";
import { memo, type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { kindOf } from "../../fields/kinds.ts";
import { FieldCell } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { pathOf, titleOf } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec, Row as Record } from "../../schema/types.ts";
import { Icon } from "../../ui/Icon.tsx";

interface Props {
  object: ObjectSpec;
  columns: FieldSpec[];
  widths: number[];
  height: number;
  row: Record;
  index: number;
  selected: boolean;
  open: boolean;
  /** The column of the active cell, when it is in this row. */
  active: number | null;
  editor: ReactNode;
  onPoint: (index: number, column: number) => void;
  onEdit: (index: number, column: number) => void;
  onSelect: (index: number, shift: boolean) => void;
  onPeek: (id: number) => void;
}

export const cellId = (row: number, column: number) => `cell-${row}-${column}`;

export const Row = memo(function Row(props: Props) {
  const { object, columns, widths, height, row, index, selected, open, active, editor } = props;
  const { t } = useTranslation();
  const title = titleOf(object, row);
  // Whether the cell was active before this press: the first press points, the second edits.
  const wasHere = useRef(false);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={`zg-row ${selected ? "zg-selected" : ""} ${open ? "zg-open" : ""}`}
      style={{ height }}
    >
      <div className="zg-cell zg-check" role="gridcell">
        <Checkbox
          tabIndex={-1}
          aria-label={t("list.select", { title })}
          checked={selected}
          onChange={() => undefined}
          onClick={(event) => props.onSelect(index, event.shiftKey)}
        />
      </div>
      {columns.map((field, column) => {
        const here = active === column;
        const first = column === 0;
        return (
          <div
            key={field.name}
            id={cellId(index, column)}
            role="gridcell"
            tabIndex={-1}
            className={`zg-cell ${first ? "zg-first" : ""} ${here ? "zg-active" : ""} ${kindOf(field.kind).align === "right" ? "zg-right" : ""}`}
            style={{ width: widths[column] }}
            onMouseDown={(event) => {
              if (!event.currentTarget.contains(event.target as Node)) return;
              wasHere.current = here;
              if (!here) props.onPoint(index, column);
            }}
            onClick={(event) => {
              // Dropdowns of an editor are portals: their clicks arrive here, too.
              if (!event.currentTarget.contains(event.target as Node) || editor) return;
              if (wasHere.current && here && !first) props.onEdit(index, column);
            }}
            onDoubleClick={() => !editor && props.onEdit(index, column)}
            onKeyDown={undefined}
          >
            {here && editor ? (
              editor
            ) : first ? (
              <>
                <Link dir="auto" tabIndex={-1} className="z-clip zg-title" to={pathOf(object, row.id)} title={title}>
                  {blank(title) ? `#${row.id}` : title}
                </Link>
                <button
                  type="button"
                  tabIndex={-1}
                  className="z-plain zg-peek"
                  aria-label={t("list.peek", { title })}
                  onClick={() => props.onPeek(row.id)}
                >
                  <Icon name="eye" size={15} />
                </button>
              </>
            ) : (
              <span className="z-clip">
                <FieldCell field={field} value={row[field.name]} />
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
});
