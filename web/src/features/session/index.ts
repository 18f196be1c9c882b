export { type SignedIn, session } from "./api.ts";
