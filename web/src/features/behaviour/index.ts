import { lazy } from "react";

export const Events = lazy(() => import("./Events.tsx"));
