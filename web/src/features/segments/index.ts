import { lazy } from "react";

export { SegmentsOfRecord } from "./OfRecord.tsx";

export const SegmentDesk = lazy(() => import("./Desk.tsx"));
