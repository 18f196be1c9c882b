/** Cell, input and filter of any field: what the views use. */
import { type ComponentType, lazy, memo, Suspense, useEffect, useState } from "react";
import { whenIdle } from "../lib/hooks.ts";
import { useWords } from "../lib/i18n.ts";
import { typing } from "../lib/keys.ts";
import { kindOf } from "./kinds.ts";
import { blank, type CellProps, type FilterProps, type InputProps } from "./types.ts";

const inputs = () => import("./inputs.tsx");
const filters = () => import("./filters.tsx");
let Ready: ComponentType<InputProps> | undefined;
const LazyInput = lazy(inputs);
const LazyFilter = lazy(filters);

/** Fetches the editors while nothing else is happening, so that the first click does not wait. */
export function warmEditors() {
  whenIdle(() => void loadEditors().catch(() => undefined));
}

export async function loadEditors() {
  Ready = (await inputs()).default;
}

/** Whether an editor opens at once, and takes the next key. */
export const editorsReady = () => Ready !== undefined;

export const FieldCell = memo(function FieldCell(props: CellProps) {
  // What is seen in part is a text, whatever the kind.
  if (props.field.masked && typeof props.value === "string") return <span>{props.value}</span>;
  const { Cell } = kindOf(props.field.kind);
  return <Cell {...props} />;
});

/** A value in words, with nothing to click; what is empty is a dash. */
export function FieldText({ field, value }: Pick<CellProps, "field" | "value">) {
  const { t } = useWords();
  if (field.kind === "region" && !field.masked && !blank(value)) return <FieldCell field={field} value={value} />;
  return <>{kindOf(field.kind).text(field, value, t as never) || "—"}</>;
}

export function FieldInput(props: InputProps) {
  const [Input] = useState(() => Ready ?? LazyInput);
  return (
    <Suspense fallback={<div className="z-bone" style={{ height: props.inline ? 14 : 32 }} />}>
      <Input {...props} />
      {props.autoFocus && props.id && <Focus id={props.id} />}
    </Suspense>
  );
}

const AFTER_TRAP = 60;
/** A dialog gives the focus to what is there when it opens, and this may have come later. */
function Focus({ id }: { id: string }) {
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!typing(document.activeElement)) document.getElementById(id)?.focus({ preventScroll: true });
    }, AFTER_TRAP);
    return () => clearTimeout(timer);
  }, [id]);
  return null;
}

export function FieldFilter(props: FilterProps) {
  return (
    <Suspense fallback={<div className="z-bone" style={{ height: 32, width: 160 }} />}>
      <LazyFilter {...props} />
    </Suspense>
  );
}
