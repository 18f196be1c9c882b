import { lazy } from "react";

export const AccessDrawer = lazy(() => import("./AccessDrawer.tsx"));
