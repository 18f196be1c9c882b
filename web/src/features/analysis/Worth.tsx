/** Who is worth how much: the cells of RFM, and how much the first few bring. */
import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import type { AnalysisOutline, ObjectSpec } from "../../schema/types.ts";
import { ChartCard, Curve, RfmGrid } from "../../ui/charts/index.ts";
import { Choose } from "./Choose.tsx";
import { doorTo, useCard } from "./cards.ts";

interface Given {
  object: ObjectSpec;
  outline: AnalysisOutline;
  when: boolean;
}

export function Worth({ object, outline, when }: Given) {
  const { t } = useWords();
  const schemes = outline.schemes.filter((one) => one.kind === "rfm");
  const [kept, setKept] = useState<string>();
  const chosen = schemes.find((one) => String(one.id) === kept) ?? schemes[0];
  return (
    <>
      {chosen ? (
        <Grid
          object={object}
          scheme={chosen.id}
          when={when}
          tools={
            <Choose
              label={t("analysis.scheme")}
              of={schemes.map((one) => [String(one.id), one.label])}
              value={String(chosen.id)}
              onChange={setKept}
            />
          }
        />
      ) : (
        <ChartCard
          title={t("analysis.rfm")}
          table={{ columns: [], rows: [] }}
          height={340}
          empty={t("analysis.no_rfm")}
        >
          {() => null}
        </ChartCard>
      )}
      <Shares object={object} when={when} />
    </>
  );
}

function Grid({
  object,
  scheme,
  when,
  tools,
}: {
  object: ObjectSpec;
  scheme: number;
  when: boolean;
  tools: React.ReactNode;
}) {
  const { t } = useWords();
  const { told, frame } = useCard(object, "rfm", { scheme }, when);
  return (
    <RfmGrid
      {...frame}
      title={t("analysis.rfm")}
      help={t("analysis.rfm_help")}
      tools={tools}
      x={t("analysis.recency")}
      y={t("analysis.frequency")}
      measure={object.label_plural}
      worth={t("analysis.paid")}
      bands={told?.bands}
      cells={(told?.cells ?? []).map((one) => ({
        x: one.recency,
        y: one.frequency,
        count: one.count,
        value: one.paid,
        door: doorTo(object, one.where),
      }))}
    />
  );
}

const YEAR = "365d";

function Shares({ object, when }: { object: ObjectSpec; when: boolean }) {
  const { t } = useWords();
  const [within, setWithin] = useState("");
  const { told, frame } = useCard(object, "pareto", within ? { within } : {}, when);
  const points = told?.points ?? [];
  const percent = (value: number | null | undefined) => `${((value ?? 0) * 100).toFixed(1)}%`;
  return (
    <Curve
      {...frame}
      height={340}
      title={t("analysis.pareto")}
      help={t("analysis.pareto_help")}
      note={
        told?.count
          ? t("analysis.pareto_note", {
              top: told.top,
              share: percent(told.top_share),
              gini: (told.gini ?? 0).toFixed(2),
            })
          : undefined
      }
      tools={
        <Choose
          label={t("analysis.time")}
          of={[
            ["", t("analysis.all_time")],
            [YEAR, t("analysis.last_year")],
          ]}
          value={within}
          onChange={setWithin}
        />
      }
      x={t("analysis.share_of_customers")}
      y={t("analysis.share_of_paid")}
      points={points.map((one) => ({ x: one.of_count, y: one.of_paid, door: doorTo(object, one.where) }))}
      table={{
        columns: [
          { label: t("analysis.at_least"), figure: "money" },
          { label: object.label_plural, figure: "count" },
          { label: t("analysis.share_of_customers"), figure: "share" },
          { label: t("analysis.share_of_paid"), figure: "share" },
        ],
        rows: points.map((one) => [
          { value: one.least },
          { value: one.count, door: doorTo(object, one.where) },
          { value: one.of_count },
          { value: one.of_paid },
        ]),
      }}
    />
  );
}
