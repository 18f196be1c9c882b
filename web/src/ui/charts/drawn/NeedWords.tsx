/** What people ask for, each word as large as it is often said. */
import { useWords } from "../../../lib/i18n.ts";
import { ChartCard } from "../Card.tsx";
import { useLook } from "../look.ts";
import { cutTo, widthOf } from "../measure.ts";
import { exact, known } from "../numbers.ts";
import type { Palette } from "../palette.ts";
import { type CardProps, type Door, frameOf, type Value } from "../types.ts";
import { Drawing, type Drawn, Press } from "./Drawing.tsx";

const MOST = 60;
const SMALL = 13;
const LARGE = 26;

export interface Word {
  word: string;
  weight: Value;
  door?: Door;
}

export interface NeedWordsProps extends CardProps {
  words: readonly Word[];
  /** What a word is, and what is counted: "Need", "Mentions". */
  of: string;
  measure: string;
}

export function NeedWords(props: NeedWordsProps) {
  const { of, measure } = props;
  const { t } = useWords();
  const { palette } = useLook();
  const words = props.words
    .filter((one) => (known(one.weight) ?? 0) > 0 && one.word.trim())
    .sort((one, other) => (other.weight ?? 0) - (one.weight ?? 0));
  const shown = words.slice(0, MOST);
  return (
    <ChartCard
      {...frameOf(props)}
      height={props.height ?? 200}
      table={{
        columns: [{ label: of }, { label: measure, figure: "count" }],
        rows: words.map((one) => [{ value: one.word }, { value: one.weight, door: one.door }]),
      }}
      nothing={words.length === 0}
      cut={shown.length < words.length ? { shown: shown.length, all: words.length } : undefined}
    >
      {() => (
        <Drawing
          label={t("chart.drawing", { title: props.title })}
          draw={(width) => drawWords(shown, measure, palette, width)}
        />
      )}
    </ChartCard>
  );
}

export interface Placed extends Word {
  text: string;
  size: number;
  x: number;
  line: number;
}

/** One after the other on lines, the most said first; by the root of the weight, as people see areas. */
export function placed(words: readonly Word[], width: number): { words: Placed[]; lines: number[] } {
  const roots = words.map((one) => Math.sqrt(one.weight ?? 0));
  const [low, high] = [Math.min(...roots), Math.max(...roots)];
  const large = words.length > 30 ? LARGE - 5 : LARGE;
  const lines: number[] = [];
  let x = 0;
  const all = words.map((one) => {
    const part = high > low ? (Math.sqrt(one.weight ?? 0) - low) / (high - low) : 0.5;
    const size = Math.round(SMALL + (large - SMALL) * part);
    const text = cutTo(one.word, width, size);
    const wide = widthOf(text, size) + size * 0.9;
    if (!lines.length || x + wide - size * 0.9 > width) {
      lines.push(0);
      x = 0;
    }
    lines[lines.length - 1] = Math.max(lines.at(-1)!, size * 1.55);
    const place = { ...one, text, size, x, line: lines.length - 1 };
    x += wide;
    return place;
  });
  return { words: all, lines };
}

function drawWords(words: readonly Word[], measure: string, palette: Palette, width: number): Drawn {
  const layout = placed(words, width);
  const bottoms: number[] = [];
  let height = 0;
  for (const line of layout.lines) {
    height += line;
    bottoms.push(height);
  }
  const body = layout.words.map((one, at) => (
    <Press key={at} door={one.door} tip={`${one.word} · ${measure} ${exact(one.weight)}`}>
      <text
        x={one.x}
        y={bottoms[one.line]! - layout.lines[one.line]! * 0.3}
        fontSize={one.size}
        fontWeight={one.size > 18 ? 600 : 400}
        fill={one.size > 18 ? palette.series[0] : one.size > 15 ? palette.ink : palette.inkSoft}
      >
        {one.text}
      </text>
    </Press>
  ));
  return { height: Math.ceil(height) + 4, body };
}
