export { QualityFigure } from "./QualityFigure.tsx";
