export { Reminders } from "./Reminders.tsx";
export { groupOf, TaskList } from "./TaskList.tsx";
