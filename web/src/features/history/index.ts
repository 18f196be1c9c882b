export { RecentChanges } from "./RecentChanges.tsx";
export { RecordHistory } from "./RecordHistory.tsx";
