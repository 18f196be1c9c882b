export { JobLine, JobsTray } from "./Tray.tsx";
export { mayTakeBack, useTakeBack } from "./takeBack.ts";
export { jobsKey, outcome, running, useJob } from "./useJobs.ts";
export { watched } from "./watched.ts";
