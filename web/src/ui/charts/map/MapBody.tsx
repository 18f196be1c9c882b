import { useWords } from "../../../lib/i18n.ts";
import { Drawing, type Drawn, Press } from "../drawn/Drawing.tsx";
import { colorOf, type Steps } from "../drawn/steps.ts";
import { type Look, useLook } from "../look.ts";
import { cutTo } from "../measure.ts";
import { exact } from "../numbers.ts";
import { inkOn, type Palette } from "../palette.ts";
import type { Figure } from "../types.ts";
import type { Region } from "./ChinaMap.tsx";
import { type DrawnMap, drawnMap, type Shape } from "./drawn.ts";
import { provinceName, provinceOf } from "./provinces.ts";

interface Props {
  label: string;
  told: ReadonlyMap<string, Region>;
  steps: Steps;
  measure: string;
  figure: Figure;
}

/** Names are written where they have room; the pointer and the table say them all. */
const NAMED = 520;
const CLOSE = new Set(["12", "64", "81", "82"]);
/** Beijing's name would lie on Tianjin. */
const TO_THE_LEFT = new Set(["11"]);

export default function MapBody({ label, ...rest }: Props) {
  const { t } = useWords();
  const look = useLook();
  const sea = t("chart.south_sea");
  return <Drawing label={label} draw={(width) => drawMap(rest, sea, look, width)} />;
}

function drawMap(
  { told, steps, measure, figure }: Omit<Props, "label">,
  sea: string,
  look: Look,
  width: number,
): Drawn {
  const { palette, language } = look;
  const map = drawnMap(width);
  const shapes = map.shapes.map((shape) => {
    const region = told.get(shape.code);
    const fill = colorOf(region?.value ?? null, steps) ?? palette.blank;
    const name = provinceName(provinceOf(shape.code)!, language);
    return {
      shape,
      fill,
      name,
      door: region?.door,
      tip: `${name} · ${measure} ${exact(region?.value ?? null, figure)}`,
    };
  });
  return {
    height: map.height,
    body: (
      <>
        {shapes.map(({ shape, fill, door, tip }) => (
          <Press key={shape.code} door={door} tip={tip}>
            <path d={shape.path} fill={fill} stroke={palette.panel} strokeWidth={0.8} strokeLinejoin="round" />
            {shape.tiny && (width < NAMED || CLOSE.has(shape.code)) && (
              <Dot shape={shape} fill={fill} palette={palette} />
            )}
          </Press>
        ))}
        <path d={map.dashes} fill="none" stroke={palette.inkSoft} strokeWidth={1.5} />
        <Sea inset={map.inset} palette={palette} name={sea} />
        {width >= NAMED &&
          language.startsWith("zh") &&
          shapes
            .filter(({ shape }) => !CLOSE.has(shape.code))
            .map(({ shape, fill, name }) => (
              <text
                key={shape.code}
                x={shape.at[0] + (shape.tiny ? (TO_THE_LEFT.has(shape.code) ? -4 : 7) : 0)}
                y={shape.at[1]}
                textAnchor={shape.tiny ? (TO_THE_LEFT.has(shape.code) ? "end" : "start") : "middle"}
                dominantBaseline="central"
                fontSize={10}
                fill={shape.tiny ? palette.ink : inkOn(fill)}
                pointerEvents="none"
              >
                {name}
              </text>
            ))}
      </>
    ),
  };
}

function Dot({ shape, fill, palette }: { shape: Shape; fill: string; palette: Palette }) {
  const [x, y] = shape.at;
  return (
    <>
      <circle cx={x} cy={y} r={8} fill="transparent" />
      <circle cx={x} cy={y} r={3.5} fill={fill} stroke={palette.ink} strokeWidth={0.8} />
    </>
  );
}

function Sea({ inset, palette, name }: { inset: DrawnMap["inset"]; palette: Palette; name: string }) {
  return (
    <g data-tip={name}>
      <svg x={inset.x} y={inset.y} width={inset.width} height={inset.height} aria-hidden="true">
        <rect width="100%" height="100%" fill={palette.panel} stroke={palette.inkSoft} strokeWidth={1.5} />
        <path d={inset.land} fill={palette.blank} stroke={palette.inkSoft} strokeWidth={0.4} />
        <path d={inset.dashes} fill="none" stroke={palette.ink} strokeWidth={1.4} />
        {inset.islands.map(([x, y]) => (
          <circle key={`${x}/${y}`} cx={x} cy={y} r={1} fill={palette.ink} />
        ))}
      </svg>
      <text
        x={inset.x + inset.width}
        y={inset.y + inset.height + 9}
        textAnchor="end"
        dominantBaseline="central"
        fontSize={10}
        fill={palette.inkSoft}
      >
        {cutTo(name, inset.width + 60, 10)}
      </text>
    </g>
  );
}
