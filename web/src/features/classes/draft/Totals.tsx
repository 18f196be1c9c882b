/** RFM by one number: the mean of the three digits by their weights, and the class that each gives. */
import { useWords } from "../../../lib/i18n.ts";
import { NumberInput } from "../../../ui/mantine.ts";
import { DIGITS, type Group, type RfmSaid } from "../definition.ts";
import { PickClass, Section } from "./parts.tsx";
import type { EditorProps } from "./Rules.tsx";

/** The classes in their order, the best for the highest; of many, those that lie evenly between the best and the worst. */
export function totals({ classes, bands }: Pick<RfmSaid, "classes" | "bands">): Group[] {
  const all = Array.from({ length: bands }, (_, at) => bands - at);
  return all.map((total, at) => ({
    class: classes[Math.round((at * (classes.length - 1)) / (bands - 1))]?.code ?? "",
    total: [total, total],
  }));
}

const classAt = (said: RfmSaid, total: number) =>
  said.groups.find((one) => one.total && one.total[0] <= total && total <= one.total[1])?.class ?? null;

export function Totals({ said, onChange }: EditorProps<RfmSaid>) {
  const { t } = useWords();
  const weights = said.weights ?? [1, 1, 1];
  const all = Array.from({ length: said.bands }, (_, at) => said.bands - at);
  const put = (total: number, code: string | null) =>
    onChange({
      groups: all.flatMap((one): Group[] => {
        const given = one === total ? code : classAt(said, one);
        return given === null ? [] : [{ class: given, total: [one, one] }];
      }),
    });
  return (
    <>
      <Section title={t("classes.rfm.weights")} help={t("classes.rfm.weights_help")} path="weights">
        <div className="z-row z-wrap">
          {DIGITS.map((digit, at) => (
            <NumberInput
              key={digit}
              w={110}
              min={0}
              label={digit.toUpperCase()}
              value={weights[at] ?? 1}
              onChange={(next) =>
                onChange({ weights: weights.map((one, index) => (index === at ? Number(next) || 0 : one)) })
              }
            />
          ))}
        </div>
      </Section>
      <Section title={t("classes.rfm.groups")} path="groups">
        <ul className="zs-rows">
          {all.map((total) => (
            <li key={total} className="zs-row">
              <span className="z-num zs-total">{t("classes.rfm.total", { n: total })}</span>
              <PickClass
                classes={said.classes}
                value={classAt(said, total)}
                label={t("classes.rfm.total", { n: total })}
                none
                onChange={(code) => put(total, code)}
              />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
