import { memo, type ReactNode, useRef } from "react";
import { kindOf } from "../../fields/kinds.ts";
import { FieldCell } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { plainClick } from "../../lib/keys.ts";
import { pathOf, titleOf } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec, Row as Record } from "../../schema/types.ts";
import { Box } from "../../ui/Check.tsx";

interface Props {
  /** Said once for all rows. */
  words: { select: string; peek: string };
  object: ObjectSpec;
  columns: FieldSpec[];
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
  onOpen: (row: Record) => void;
}

export const cellId = (row: number, column: number) => `cell-${row}-${column}`;

export const Row = memo(function Row(props: Props) {
  const { words, object, columns, row, index, selected, open, active, editor } = props;
  const title = titleOf(object, row);
  // Whether the cell was active before this press: the first press points, the second edits.
  const wasHere = useRef(false);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={`zg-row ${selected ? "zg-selected" : ""} ${open ? "zg-open" : ""}`}
    >
      <div className="zg-cell zg-check" role="gridcell">
        <Box
          id={`select-${index}`}
          tabIndex={-1}
          aria-label={words.select}
          aria-labelledby={`select-${index} title-${index}`}
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
                <a
                  id={`title-${index}`}
                  dir="auto"
                  tabIndex={-1}
                  className="z-clip zg-title"
                  href={pathOf(object, row.id)}
                  title={title}
                  onClick={(event) => {
                    if (!plainClick(event)) return;
                    event.preventDefault();
                    props.onOpen(row);
                  }}
                >
                  {blank(title) ? `#${row.id}` : title}
                </a>
                <button
                  type="button"
                  tabIndex={-1}
                  className="z-plain zg-peek"
                  aria-label={words.peek}
                  onClick={() => props.onPeek(row.id)}
                />
              </>
            ) : (
              <FieldCell field={field} value={row[field.name]} />
            )}
          </div>
        );
      })}
    </div>
  );
});
