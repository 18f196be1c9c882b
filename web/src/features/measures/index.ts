import { lazy } from "react";

export { MeasuresOfRecord } from "./OfRecord.tsx";

export const Measures = lazy(() => import("./Measures.tsx"));
