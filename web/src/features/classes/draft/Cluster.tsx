/** Clusters: by which measures, how many; what is found becomes the draft, with names that may be changed. */
import { useState } from "react";
import { useWords } from "../../../lib/i18n.ts";
import { grouped } from "../../../lib/numbers.ts";
import { api } from "../../../schema/api.ts";
import { MEASURE, measureFields } from "../../../schema/roles.ts";
import { Button } from "../../../ui/Button.tsx";
import { useFaultWords } from "../../../ui/Faces.tsx";
import { MultiSelect, NumberInput } from "../../../ui/mantine.ts";
import { toast } from "../../../ui/toast.tsx";
import type { ClusterSaid } from "../definition.ts";
import { Middles } from "../Middles.tsx";
import { Section, useFaultAt } from "./parts.tsx";
import type { EditorProps } from "./Rules.tsx";

const [LEAST, MOST] = [2, 12];

interface Found {
  of: number;
  stability: number;
}

export function ClusterEditor({ object, said, onChange, scheme }: EditorProps<ClusterSaid> & { scheme: number }) {
  const { t } = useWords();
  const words = useFaultWords();
  const [count, setCount] = useState(said.middles.length || 4);
  const [found, setFound] = useState<Found | null>(null);
  const [busy, setBusy] = useState(false);
  const fault = useFaultAt("measures", true);
  const numbers = measureFields(object).filter((one) => one.kind !== "datetime");
  const find = async () => {
    setBusy(true);
    try {
      const made = await api.clusters(scheme, said.measures, count);
      setFound(made);
      onChange(made.definition as unknown as ClusterSaid);
    } catch (error) {
      const { message, code } = words(error);
      toast({ text: message, code, bad: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t("classes.cluster.title")} help={t("classes.cluster.help")} path="middles">
      <MultiSelect
        label={t("classes.cluster.measures")}
        searchable
        maxValues={8}
        data={numbers.map((one) => ({ value: one.name.slice(MEASURE.length), label: one.label }))}
        value={said.measures}
        error={fault}
        onChange={(measures) => onChange({ measures, scales: [], middles: [], classes: [] })}
      />
      <div className="z-row z-wrap">
        <span className="z-quiet">{t("classes.cluster.count")}</span>
        <NumberInput
          w={84}
          min={LEAST}
          max={MOST}
          allowDecimal={false}
          aria-label={t("classes.cluster.count")}
          value={count}
          onChange={(next) => setCount(Number(next) || LEAST)}
        />
        <Button variant="default" loading={busy} disabled={said.measures.length === 0} onClick={find}>
          {t("classes.cluster.find")}
        </Button>
        {found && (
          <span role="status">
            {t("classes.cluster.of", { n: grouped(found.of) })} <Stability value={found.stability} />
          </span>
        )}
      </div>
      <Middles object={object} said={said} />
    </Section>
  );
}

/** How alike what is found in halves is: from 0, as by chance, to 1, the same. */
function Stability({ value }: { value: number }) {
  const { t } = useWords();
  const how = value >= 0.8 ? "high" : value >= 0.5 ? "middling" : "low";
  return (
    <span className={how === "low" ? "zs-watch" : undefined} title={t("classes.cluster.stability_help")}>
      {t("classes.cluster.stability", { n: value.toFixed(2), how: t(`classes.cluster.stable.${how}`) })}
    </span>
  );
}
