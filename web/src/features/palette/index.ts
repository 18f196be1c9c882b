export { type Action, useActions } from "./actions.ts";
export { forget, recentRecords, remember } from "./recent.ts";
