import { lazy } from "react";

export const SchemeNow = lazy(() => import("./Now.tsx"));
export const SchemePreview = lazy(() => import("./Preview.tsx"));
export const SchemeMoves = lazy(() => import("./Moves.tsx"));
export const SchemeCompare = lazy(() => import("./Compare.tsx"));
export const RecordClasses = lazy(() => import("./RecordClasses.tsx"));
