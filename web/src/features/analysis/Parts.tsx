/** Of how many parts the customers are: by class, by a field, by province. */
import { useMemo } from "react";
import { useKept } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed } from "../../schema/meta.ts";
import type { AnalysisOutline, ObjectSpec } from "../../schema/types.ts";
import { Bars, ChartCard, ChinaMap, provinceName, provinceOf } from "../../ui/charts/index.ts";
import { Choose } from "./Choose.tsx";
import { byWorth, doorTo, useCard, useNames } from "./cards.ts";

interface Given {
  object: ObjectSpec;
  outline: AnalysisOutline;
}

/** A scheme of classes, whichever one has chosen. */
export function ByClass({ object, outline }: Given) {
  const { t } = useWords();
  const [kept, setKept] = useKept("analysis.scheme", "");
  const schemes = byWorth(outline.schemes);
  const chosen = schemes.find((one) => one.field === kept) ?? schemes.find((one) => !one.lifecycle) ?? schemes[0];
  const title = t("analysis.by_class");
  if (!chosen)
    return (
      <div className="zn-third">
        <ChartCard title={title} table={{ columns: [], rows: [] }} empty={t("analysis.no_schemes")}>
          {() => null}
        </ChartCard>
      </div>
    );
  return (
    <Parts
      object={object}
      field={chosen.field}
      title={title}
      help={t("analysis.by_class_help")}
      tools={
        <Choose
          label={t("analysis.scheme")}
          of={schemes.map((one) => [one.field, one.label])}
          value={chosen.field}
          onChange={setKept}
        />
      }
    />
  );
}

/** A field, whichever one has chosen. */
export function ByField({ object, outline, kept: name, first }: Given & { kept: string; first: string | undefined }) {
  const { t } = useWords();
  const [kept, setKept] = useKept(`analysis.by.${name}`, "");
  const plain = outline.fields.filter((one) => one.part !== "region" && one.part !== "tags");
  const chosen = plain.find((one) => one.name === kept) ?? plain.find((one) => one.name === first) ?? plain[0];
  if (!chosen) return null;
  return (
    <Parts
      object={object}
      field={chosen.name}
      title={t("analysis.by", { what: chosen.label })}
      help={t("analysis.by_help")}
      tools={
        <Choose
          label={t("analysis.field")}
          of={plain.map((one) => [one.name, one.label])}
          value={chosen.name}
          onChange={setKept}
        />
      }
    />
  );
}

interface PartsGiven {
  object: ObjectSpec;
  field: string;
  title: string;
  help: string;
  tools?: React.ReactNode;
}

function Parts({ object, field, title, help, tools }: PartsGiven) {
  const { t } = useWords();
  const names = useNames();
  const { told, frame } = useCard(object, "breakdown", { field });
  const spec = fieldNamed(object, field);
  const rows = useMemo(
    () =>
      inOrder(
        told?.rows ?? [],
        spec?.options?.map((one) => one.value),
      ),
    [told, spec],
  );
  return (
    <div className="zn-third">
      <Bars
        {...frame}
        title={title}
        help={help}
        note={told?.others ? t("analysis.others", { n: told.others }) : undefined}
        tools={tools}
        categories={rows.map((one) => names(spec, one.value))}
        series={[{ name: object.label_plural, values: rows.map((one) => one.count) }]}
        of={spec?.label ?? field}
        most={12}
        height={260}
        opens={(at) => doorTo(object, rows[at]?.where)}
      />
    </div>
  );
}

/** Choices stand in their own order, other values by how many have them; what is blank comes last. */
export function inOrder<R extends { value?: unknown }>(rows: readonly R[], options: readonly unknown[] = []): R[] {
  const place = (one: R) => {
    if (one.value === null) return Number.POSITIVE_INFINITY;
    const at = options.indexOf(one.value);
    return at < 0 ? options.length : at;
  };
  return [...rows].sort((one, other) => (place(one) === place(other) ? 0 : place(one) - place(other)));
}

export function ByRegion({ object, field }: { object: ObjectSpec; field: string }) {
  const { t, language } = useWords();
  const { told, frame } = useCard(object, "breakdown", { field });
  const spec = fieldNamed(object, field);
  const rows = told?.rows ?? [];
  const named = rows.filter((one) => provinceOf(String(one.value ?? "")));
  const known = { ...frame, empty: frame.empty ?? (told && named.length === 0 ? t("analysis.no_regions") : undefined) };
  const common = { ...known, help: t("analysis.region_help"), of: spec?.label ?? field };
  return (
    <>
      <ChinaMap
        {...common}
        title={t("analysis.map")}
        measure={object.label_plural}
        regions={rows.map((one) => ({
          code: String(one.value ?? ""),
          value: one.count,
          door: doorTo(object, one.where),
        }))}
      />
      <Bars
        {...common}
        title={t("analysis.by", { what: spec?.label ?? field })}
        height={360}
        most={12}
        categories={rows.map((one) => {
          const province = provinceOf(String(one.value ?? ""));
          return province ? provinceName(province, language) : t("analysis.blank");
        })}
        series={[{ name: object.label_plural, values: rows.map((one) => one.count) }]}
        opens={(at) => doorTo(object, rows[at]?.where)}
      />
    </>
  );
}
