/** Drawers and dialogs that lie over each other: Escape closes the uppermost alone. */
const layers: { close: () => void }[] = [];

/** Lay one on top; what is returned takes it away again. */
export function lay(close: () => void): () => void {
  const layer = { close };
  layers.push(layer);
  return () => {
    const at = layers.indexOf(layer);
    if (at >= 0) layers.splice(at, 1);
  };
}

/** Lists that are open in a layer stop the key by this mark: it closes them. */
const kept = (target: EventTarget | null) =>
  target instanceof Element && target.getAttribute("data-mantine-stop-propagation") === "true";

window.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Escape" && !event.isComposing && !kept(event.target)) layers.at(-1)?.close();
  },
  { capture: true },
);
