/** A board for any object with a stage: a column a stage, counts and sums, press-and-hold to drag on touch. */
import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { Link } from "react-router";
import { colorOf } from "../../fields/choice/options.ts";
import { FieldCell } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { useWords } from "../../lib/i18n.ts";
import { shortMoney } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { type Condition, joined } from "../../schema/condition.ts";
import { fieldNamed, pathOf, titleOf } from "../../schema/meta.ts";
import { keys } from "../../schema/queries.ts";
import type { FieldSpec, ObjectSpec, Option, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Dot } from "../../ui/Chip.tsx";
import { Bones } from "../../ui/Faces.tsx";
import { countText } from "../list/Pager.tsx";
import { useWrites } from "../useWrites.ts";
import "./board.css";

interface Props {
  object: ObjectSpec;
  where: Condition | null;
  q: string;
}

const PER_COLUMN = 30;

export default function BoardView({ object, where, q }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const { save } = useWrites(object);
  const stage = object.board ? fieldNamed(object, object.board) : undefined;
  const [moving, setMoving] = useState<Row | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 260, tolerance: 8 } }),
    useSensor(KeyboardSensor),
  );
  const shown = useMemo(
    () =>
      object.columns
        .map((name) => fieldNamed(object, name))
        .filter(
          (one): one is FieldSpec => Boolean(one) && one!.name !== object.title_field && one!.name !== object.board,
        )
        .slice(0, 4),
    [object],
  );
  if (!stage) return null;
  const drop = async ({ active, over }: DragEndEvent) => {
    const row = active.data.current?.row as Row;
    setMoving(null);
    if (!over || row[stage.name] === over.id) return;
    await save(row, stage, over.id);
    void client.invalidateQueries({ queryKey: keys.lists(object.plural) });
  };
  return (
    <DndContext
      sensors={sensors}
      onDragStart={({ active }) => setMoving(active.data.current?.row as Row)}
      onDragCancel={() => setMoving(null)}
      onDragEnd={drop}
    >
      <div className="zb" role="group" aria-label={t("list.as_board")}>
        {(stage.options ?? []).map((option) => (
          <Column key={option.value} object={object} stage={stage} option={option} where={where} q={q} fields={shown} />
        ))}
      </div>
      <DragOverlay>{moving && <Card object={object} row={moving} fields={shown} lifted />}</DragOverlay>
    </DndContext>
  );
}

function Column({
  object,
  stage,
  option,
  where,
  q,
  fields,
}: Props & { stage: FieldSpec; option: Option; fields: FieldSpec[] }) {
  const { t, language } = useWords();
  const { setNodeRef, isOver } = useDroppable({ id: option.value });
  const money = object.fields.find((one) => one.kind === "money");
  const columns = [
    ...new Set([object.title_field, stage.name, ...(money ? [money.name] : []), ...fields.map((one) => one.name)]),
  ];
  const mine = joined([where, { field: stage.name, op: "is", value: option.value }]);
  const query = useInfiniteQuery({
    queryKey: ["list", object.plural, "board", option.value, where, q],
    queryFn: ({ pageParam, signal }) =>
      api.list(
        object.plural,
        { where: mine, sort: object.sort, columns, limit: PER_COLUMN, after: pageParam, q: q || undefined },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const sum = money && !query.hasNextPage ? rows.reduce((total, row) => total + Number(row[money.name] ?? 0), 0) : null;
  return (
    <section className="zb-column" aria-label={option.label}>
      <header className="zb-head">
        <Dot color={colorOf(stage, option.value)} />
        <strong>{option.label}</strong>
        <span className="z-quiet z-num">{countText(query.data?.pages[0]?.count)}</span>
        <span className="z-grow" />
        {sum !== null && <span className="z-quiet z-num">{shortMoney(sum, language)}</span>}
      </header>
      <div ref={setNodeRef} className="zb-body" data-over={isOver || undefined}>
        {query.isPending && <Bones rows={4} height={64} />}
        {rows.map((row) => (
          <Draggable key={row.id} row={row} may={object.rights.update}>
            <Card object={object} row={row} fields={fields} />
          </Draggable>
        ))}
        {query.hasNextPage && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            fullWidth
            loading={query.isFetchingNextPage}
            onClick={() => query.fetchNextPage()}
          >
            {t("do.show_more")}
          </Button>
        )}
      </div>
    </section>
  );
}

function Draggable({ row, may, children }: { row: Row; may: boolean; children: ReactNode }) {
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: row.id,
    data: { row },
    disabled: !may,
    attributes: { role: "group" },
  });
  return (
    <div ref={setNodeRef} {...listeners} {...attributes} className="zb-drag" style={{ opacity: isDragging ? 0.35 : 1 }}>
      {children}
    </div>
  );
}

function Card({
  object,
  row,
  fields,
  lifted,
}: {
  object: ObjectSpec;
  row: Row;
  fields: FieldSpec[];
  lifted?: boolean;
}) {
  return (
    <div className="zb-card" data-lifted={lifted || undefined}>
      <Link to={pathOf(object, row.id)} draggable={false} className="zb-title">
        {titleOf(object, row)}
      </Link>
      <div className="z-row z-wrap z-quiet" style={{ gap: "3px 10px", marginTop: 4 }}>
        {fields
          .filter((field) => !blank(row[field.name]))
          .map((field) => (
            <FieldCell key={field.name} field={field} value={row[field.name]} />
          ))}
      </div>
    </div>
  );
}
