export { type SecondStep, type SignedIn, session } from "./api.ts";
