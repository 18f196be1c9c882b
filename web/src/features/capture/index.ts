export { PasteButton } from "./PasteButton.tsx";
