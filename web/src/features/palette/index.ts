export { forget, recentRecords, remember } from "./recent.ts";
