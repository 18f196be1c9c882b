export { session } from "./api.ts";
