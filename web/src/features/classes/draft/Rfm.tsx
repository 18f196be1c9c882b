/** RFM: three measures, each cut into digits, and the cells that make a group, painted. */
import { useState } from "react";
import { dayOf, momentOf } from "../../../lib/dates.ts";
import { useWords } from "../../../lib/i18n.ts";
import type { ObjectSpec } from "../../../schema/types.ts";
import { ask } from "../../../ui/ask.tsx";
import { Button } from "../../../ui/Button.tsx";
import { NumberInput, SegmentedControl } from "../../../ui/mantine.ts";
import { Cells } from "../Cells.tsx";
import { ClassMark } from "../ClassMark.tsx";
import { type Cube, cellsOf, cubeOf, groupsOf, layersOf, painted, parted } from "../cube.ts";
import { Day } from "../Day.tsx";
import { byTotal, type ClassOf, DIGITS, type Digit, PART, type Range, type RfmSaid } from "../definition.ts";
import { eight, eleven } from "../templates.ts";
import { FaultAt, PickMeasure, Section, useFaultAt } from "./parts.tsx";
import { type EditorProps, Otherwise } from "./Rules.tsx";
import { Totals, totals } from "./Totals.tsx";

export function RfmEditor(props: EditorProps<RfmSaid>) {
  const { t } = useWords();
  const { said, onChange } = props;
  const total = byTotal(said);
  const change = (next: string) =>
    onChange({
      groups: next === "total" ? totals(said) : groupsOf(cubeOf(said.groups, said.bands, said.weights)),
    });
  return (
    <>
      <Measures {...props} />
      <SegmentedControl
        size="xs"
        className="zs-how"
        aria-label={t("classes.rfm.how")}
        data={[
          { value: "cells", label: t("classes.rfm.by_cells") },
          { value: "total", label: t("classes.rfm.by_total") },
        ]}
        value={total ? "total" : "cells"}
        onChange={change}
      />
      {total ? <Totals {...props} /> : <Groups {...props} />}
    </>
  );
}

/** Cuts to begin with, for whoever wants fixed ones: days before today, counts, amounts. */
function firstCuts(size: number): Record<Digit, number[]> {
  const steps = Array.from({ length: size - 1 }, (_, at) => at + 1);
  const day = (ago: number) => Date.parse(momentOf(dayOf(new Date(Date.now() - ago * 86_400_000)))) / 1000;
  return {
    r: steps.map((step) => day(90 * (size - step))),
    f: steps.map((step) => step + 1),
    m: steps.map((step) => 1000 * 3 ** (step - 1)),
  };
}

function Measures({ object, said, onChange }: EditorProps<RfmSaid>) {
  const { t } = useWords();
  const resize = (bands: number) => {
    const cuts = said.cuts && firstCuts(bands);
    if (byTotal(said)) return onChange({ bands, cuts, groups: totals({ classes: said.classes, bands }) });
    const cube = cubeOf(said.groups, said.bands, said.weights);
    const old = (at: number) => Math.min(said.bands - 1, Math.floor((at * said.bands) / bands));
    const all = Array.from({ length: bands }, (_, at) => at);
    const next: Cube = all.map((m) => all.map((r) => all.map((f) => cube[old(m)]![old(r)]![old(f)]!)));
    onChange({ bands, cuts, groups: groupsOf(next) });
  };
  return (
    <Section title={t("classes.rfm.measures")} help={t("classes.rfm.measures_help")} path="bands">
      <div className="zs-three">
        {DIGITS.map((digit) => (
          <PickMeasure
            key={digit}
            object={object}
            moment={digit === "r"}
            label={t(`classes.rfm.${digit}`)}
            path={PART[digit]}
            value={said[PART[digit]]}
            onChange={(code) => onChange({ [PART[digit]]: code })}
          />
        ))}
      </div>
      <div className="z-row z-wrap">
        <SegmentedControl
          size="xs"
          aria-label={t("classes.rfm.bands")}
          data={[3, 4, 5].map((one) => ({ value: String(one), label: t("classes.rfm.bands_n", { n: one }) }))}
          value={String(said.bands)}
          onChange={(next) => resize(Number(next))}
        />
        <SegmentedControl
          size="xs"
          aria-label={t("classes.rfm.cuts")}
          data={[
            { value: "quantiles", label: t("classes.rfm.quantiles") },
            { value: "fixed", label: t("classes.rfm.fixed") },
          ]}
          value={said.cuts ? "fixed" : "quantiles"}
          onChange={(next) => onChange({ cuts: next === "fixed" ? firstCuts(said.bands) : null })}
        />
      </div>
      {said.cuts && <FixedCuts of={object} cuts={said.cuts} onChange={(cuts) => onChange({ cuts })} />}
    </Section>
  );
}

function FixedCuts({
  of,
  cuts,
  onChange,
}: {
  of: ObjectSpec;
  cuts: Record<Digit, number[]>;
  onChange: (cuts: Record<Digit, number[]>) => void;
}) {
  const { t } = useWords();
  const put = (digit: Digit, at: number, value: number) =>
    onChange({ ...cuts, [digit]: cuts[digit].map((one, index) => (index === at ? value : one)) });
  return (
    <>
      {DIGITS.map((digit) => (
        <div key={digit}>
          <div className="z-row z-wrap">
            <span className="z-quiet zs-nth">{digit.toUpperCase()}</span>
            {cuts[digit].map((one, at) => (
              <Cut key={at} of={of} digit={digit} at={at} value={one} onChange={(value) => put(digit, at, value)} />
            ))}
          </div>
          <FaultAt path={`cuts.${digit}`} />
        </div>
      ))}
      <div className="z-quiet">{t("classes.rfm.fixed_help")}</div>
    </>
  );
}

function Cut(props: { of: ObjectSpec; digit: Digit; at: number; value: number; onChange: (value: number) => void }) {
  const { of, digit, at, value, onChange } = props;
  const { t } = useWords();
  const fault = useFaultAt(`cuts.${digit}.${at}`);
  const label = t("classes.rfm.cut_at", { what: digit.toUpperCase(), n: at + 2 });
  return digit === "r" ? (
    <Day
      of={of}
      label={label}
      invalid={Boolean(fault)}
      value={dayOf(new Date(value * 1000))}
      onChange={(day) => onChange(Date.parse(momentOf(day)) / 1000)}
    />
  ) : (
    <NumberInput
      w={110}
      aria-label={label}
      error={fault}
      value={value}
      onChange={(next) => onChange(Number(next) || 0)}
    />
  );
}

function Groups({ said, onChange }: EditorProps<RfmSaid>) {
  const { t } = useWords();
  const cube = cubeOf(said.groups, said.bands, said.weights);
  const [split, setSplit] = useState<Range[]>(() => layersOf(cube));
  const [brush, setBrush] = useState<string | null>(said.classes[0]?.code ?? null);
  const layers = fitting(split, cube);
  const inUse = cellsOf(cube);
  const put = (next: Cube) => onChange({ groups: groupsOf(next) });
  const part = (before: number) => {
    const next = parted(cube, layers, before);
    setSplit(next.layers);
    put(next.cube);
  };
  const take = async (template: Pick<RfmSaid, "classes" | "groups">, bands: number) => {
    if (!(await ask({ title: t("classes.rfm.replace"), body: t("classes.rfm.replace_body") }))) return;
    onChange({ ...template, bands, otherwise: null, cuts: said.cuts && firstCuts(bands) });
    setSplit(layersOf(cubeOf(template.groups, bands)));
    setBrush(template.classes[0]?.code ?? null);
  };
  return (
    <Section
      title={t("classes.rfm.groups")}
      help={t("classes.rfm.groups_help")}
      path="groups"
      tools={
        <>
          <Button size="xs" variant="default" onClick={() => void take(eight(said.bands), said.bands)}>
            {t("classes.rfm.eight")}
          </Button>
          <Button size="xs" variant="default" onClick={() => void take(eleven(), 5)}>
            {t("classes.rfm.eleven")}
          </Button>
        </>
      }
    >
      <Brushes classes={said.classes} inUse={inUse} brush={brush} onChange={setBrush} />
      <Parting size={said.bands} layers={layers} onPart={part} />
      <Cells
        cube={cube}
        layers={layers}
        classes={said.classes}
        onPaint={(layer, r, f) => put(painted(cube, layer, r, f, brush))}
      />
      {inUse.has(null) && <Otherwise said={said} onChange={onChange} />}
    </Section>
  );
}

/** The layers that were chosen, parted further where what is painted differs. */
function fitting(split: readonly Range[], cube: Cube): Range[] {
  const starts = new Set([...split.map(([from]) => from), ...layersOf(cube).map(([from]) => from)]);
  const sorted = [...starts].filter((one) => one <= cube.length).sort((one, other) => one - other);
  return sorted.map((from, at) => [from, (sorted[at + 1] ?? cube.length + 1) - 1]);
}

interface BrushProps {
  classes: readonly ClassOf[];
  inUse: Map<string | null, number>;
  brush: string | null;
  onChange: (code: string | null) => void;
}

function Brushes({ classes, inUse, brush, onChange }: BrushProps) {
  const { t } = useWords();
  return (
    <div className="zs-brushes" role="radiogroup" aria-label={t("classes.rfm.brush")}>
      {[...classes.map((one) => one.code), null].map((code) => (
        <button
          key={code ?? ""}
          type="button"
          role="radio"
          aria-checked={brush === code}
          className="z-plain zs-brush"
          onClick={() => onChange(code)}
        >
          <ClassMark code={code} classes={classes} />
          <span className="z-quiet z-num">{inUse.get(code) ?? 0}</span>
        </button>
      ))}
    </div>
  );
}

/** Between which digits of M the grids differ. */
function Parting({
  size,
  layers,
  onPart,
}: {
  size: number;
  layers: readonly Range[];
  onPart: (before: number) => void;
}) {
  const { t } = useWords();
  const starts = layers.map(([from]) => from);
  return (
    <div className="z-row z-wrap">
      <span className="z-quiet">{t("classes.rfm.part")}</span>
      {Array.from({ length: size - 1 }, (_, at) => at + 2).map((before) => (
        <Button
          key={before}
          size="xs"
          variant={starts.includes(before) ? "filled" : "default"}
          aria-pressed={starts.includes(before)}
          onClick={() => onPart(before)}
        >
          {t("classes.rfm.part_at", { from: before - 1, to: before })}
        </Button>
      ))}
    </div>
  );
}
