import { lazy } from "react";

export const WebForms = lazy(() => import("./WebForms.tsx"));
export const Inbox = lazy(() => import("./Inbox.tsx"));
export const SelfServices = lazy(() => import("./SelfServices.tsx"));
export const SelfLink = lazy(() => import("./SelfLink.tsx"));
