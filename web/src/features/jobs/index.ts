export { JobLine, JobsTray } from "./Tray.tsx";
export { jobsKey, outcome, running, useJob } from "./useJobs.ts";
