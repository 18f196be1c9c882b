/** A drawing as a picture to be sent on: with its title, its period and the day, twice as sharp as on the screen. */
import { today } from "../../lib/dates.ts";
import { saveBlob } from "../../lib/files.ts";
import { FONT } from "./look.ts";
import { cutTo, widthOf } from "./measure.ts";
import type { Palette } from "./palette.ts";
import type { LegendEntry } from "./types.ts";

const SHARP = 2;
const MARGIN = 20;
const HEAD = 50;
const LEGEND_LINE = 20;
/** What comes from a style sheet and would be lost with it. */
const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant-numeric",
  "text-anchor",
  "dominant-baseline",
  "display",
  "visibility",
];

interface Wanted {
  svg: SVGSVGElement;
  title: string;
  note?: string;
  legend?: readonly LegendEntry[];
  palette: Palette;
}

export async function savePicture(wanted: Wanted): Promise<void> {
  const blob = await pictureOf(wanted);
  saveBlob(`${fileName(wanted.title)} ${today()}.png`, blob);
}

/** Names that no system refuses. */
export const fileName = (title: string) =>
  title
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 80) || "chart";

async function pictureOf({ svg, title, note, legend = [], palette }: Wanted): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const lines = legendLines(legend, width);
  const top = HEAD + lines.length * LEGEND_LINE;
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil((width + 2 * MARGIN) * SHARP);
  canvas.height = Math.ceil((height + top + 2 * MARGIN) * SHARP);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.scale(SHARP, SHARP);
  pen.fillStyle = palette.panel;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.textBaseline = "top";
  pen.fillStyle = palette.ink;
  pen.font = `600 16px ${FONT}`;
  pen.fillText(cutTo(title, width, 16), MARGIN, MARGIN);
  pen.fillStyle = palette.inkSoft;
  pen.font = `12px ${FONT}`;
  pen.fillText(cutTo([note, today()].filter(Boolean).join(" · "), width), MARGIN, MARGIN + 24);
  for (const [row, line] of lines.entries())
    for (const { x, entry } of line) {
      const y = MARGIN + HEAD + row * LEGEND_LINE;
      pen.fillStyle = entry.color;
      pen.fillRect(MARGIN + x, y + (entry.line ? 5 : 2), entry.line ? 14 : 10, entry.line ? 3 : 10);
      pen.fillStyle = palette.ink;
      pen.fillText(entry.name, MARGIN + x + 18, y);
    }
  pen.drawImage(await drawn(svg, width, height), MARGIN, MARGIN + top, width, height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
  );
}

function legendLines(legend: readonly LegendEntry[], width: number) {
  const lines: { x: number; entry: LegendEntry }[][] = [];
  let x = 0;
  for (const one of legend) {
    const entry = { ...one, name: cutTo(one.name, Math.min(width - 20, 220)) };
    const needs = 18 + widthOf(entry.name, 12) + 16;
    if (!lines.length || x + needs > width) {
      lines.push([]);
      x = 0;
    }
    lines.at(-1)!.push({ x, entry });
    x += needs;
  }
  return lines;
}

/** The drawing by itself: all that its styles say written into it, nothing left that leads elsewhere. */
async function drawn(svg: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const shown = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  for (const [index, one] of [copy, ...copy.querySelectorAll<SVGElement>("*")].entries()) {
    const styles = getComputedStyle(shown[index]!);
    one.removeAttribute("style");
    for (const name of STYLES) {
      const value = styles.getPropertyValue(name);
      if (value) one.style.setProperty(name, value);
    }
    one.removeAttribute("href");
    if (one.hasAttribute("data-stays")) one.removeAttribute("transform");
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}
