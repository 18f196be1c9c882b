export { useViews } from "./useViews.ts";
export { ViewTabs } from "./ViewTabs.tsx";
