import { lazy } from "react";

export { ownTabs } from "./tabs.tsx";
export const RecordClasses = lazy(() => import("./RecordClasses.tsx"));
