export { PasteButton } from "./PasteButton.tsx";
export { Suggestions } from "./Suggestions.tsx";
