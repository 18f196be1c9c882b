import { lazy } from "react";

export { QualityFigure } from "./QualityFigure.tsx";

export const CleanDrawer = lazy(() => import("./CleanDrawer.tsx"));
