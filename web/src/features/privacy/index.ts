import { lazy } from "react";

export const PersonalDrawer = lazy(() => import("./PersonalDrawer.tsx"));
export const PrivacyDesk = lazy(() => import("./PrivacyDesk.tsx"));
