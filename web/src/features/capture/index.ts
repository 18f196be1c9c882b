export { PasteButton } from "./PasteButton.tsx";
export { Suggestions } from "./Suggestions.tsx";
export { TrustRules } from "./TrustRules.tsx";
