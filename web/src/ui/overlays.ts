/** Toasts and questions are drawn by a part that comes after the page; who needs them early waits for it here. */
import { type ComponentType, lazy } from "react";
import { whenIdle } from "../lib/hooks.ts";

const AGAIN = 3000;
let tell: () => void = () => undefined;
export const overlays = new Promise<void>((resolve) => {
  tell = resolve;
});
export const overlaysReady = () => tell();

type Part = { default: ComponentType };
/** The server may be away just now; the page would stay mute for good. */
const part = (): Promise<Part> =>
  import("./Overlays.tsx").catch(() => new Promise<Part>((resolve) => setTimeout(() => resolve(part()), AGAIN)));

export const LaterOverlays = lazy(() => new Promise<Part>((resolve) => whenIdle(() => resolve(part()))));
