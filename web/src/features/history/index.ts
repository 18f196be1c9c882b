export { ConflictDialog } from "./ConflictDialog.tsx";
export { RecentChanges } from "./RecentChanges.tsx";
export { RecordHistory } from "./RecordHistory.tsx";
export { UndoDialog } from "./UndoDialog.tsx";
