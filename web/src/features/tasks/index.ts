export { groupOf, TaskList } from "./TaskList.tsx";
