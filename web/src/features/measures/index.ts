import { lazy } from "react";
import { withMoreWords } from "../../lib/i18n.ts";

export { MeasuresOfRecord } from "./OfRecord.tsx";

export const Measures = lazy(withMoreWords(() => import("./Measures.tsx")));
