export { GroupStrip, sureness } from "./GroupStrip.tsx";
