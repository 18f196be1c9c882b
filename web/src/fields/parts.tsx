/** Cell, input and filter of any field: what the views use. */
import { lazy, memo, Suspense } from "react";
import { kindOf } from "./kinds.ts";
import type { CellProps, FilterProps, InputProps } from "./types.ts";

const inputs = () => import("./inputs.tsx");
const filters = () => import("./filters.tsx");
const LazyInput = lazy(inputs);
const LazyFilter = lazy(filters);

/** Fetches the editors while nothing else is happening, so that the first click does not wait. */
export function warmEditors() {
  const later = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 800));
  later(() => void inputs());
}

export const FieldCell = memo(function FieldCell(props: CellProps) {
  const { Cell } = kindOf(props.field.kind);
  return <Cell {...props} />;
});

export function FieldInput(props: InputProps) {
  return (
    <Suspense fallback={<div className="z-bone" style={{ height: props.inline ? 14 : 32 }} />}>
      <LazyInput {...props} />
    </Suspense>
  );
}

export function FieldFilter(props: FilterProps) {
  return (
    <Suspense fallback={<div className="z-bone" style={{ height: 32, width: 160 }} />}>
      <LazyFilter {...props} />
    </Suspense>
  );
}
