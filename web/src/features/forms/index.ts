import { lazy } from "react";

export const WebForms = lazy(() => import("./WebForms.tsx"));
export const Inbox = lazy(() => import("./Inbox.tsx"));
