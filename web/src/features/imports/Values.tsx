/** The different values of a column and what each stands for. */
import { modals } from "@mantine/modals";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import type { FieldSpec, ImportPlan } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault } from "../../ui/Faces.tsx";
import { Value } from "./Constants.tsx";

interface Props {
  upload: string;
  plan: ImportPlan;
  column: number;
  field: FieldSpec;
  start: Record<string, string | null>;
  onKeep: (words: Record<string, string | null>) => void;
}

export function Values({ upload, plan, column, field, start, onKeep }: Props) {
  const { t } = useWords();
  const [words, setWords] = useState(start);
  const query = useQuery({
    queryKey: ["import-values", upload, plan, column],
    queryFn: () => api.importValues(upload, { plan, column }),
    retry: false,
  });
  if (query.isError) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!query.data) return <Bones rows={6} />;
  // Those that are not understood come first.
  const rows = [...query.data.rows].sort((one, other) => Number(!one.fault) - Number(!other.fault));
  const proposed = rows.filter((one) => one.fault && one.proposals.length > 0 && !(one.value in words));
  const label = (code: string) => field.options?.find((one) => one.value === code)?.label ?? code;
  return (
    <div className="z-col">
      {proposed.length > 0 && (
        <div className="z-row">
          <span className="z-grow z-quiet">{t("imports.values.proposed", { n: proposed.length })}</span>
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              setWords({ ...words, ...Object.fromEntries(proposed.map((one) => [one.value, one.proposals[0]!])) })
            }
          >
            {t("imports.values.take")}
          </Button>
        </div>
      )}
      <div style={{ overflow: "auto", maxHeight: "56vh" }}>
        <table className="zi-table zi-values">
          <thead>
            <tr>
              <th>{t("imports.values.value")}</th>
              <th className="z-num">{t("imports.values.count")}</th>
              <th>{t("imports.values.becomes")}</th>
              <th>{t("imports.values.instead")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.value}>
                <th scope="row">
                  <div className="z-clip" style={{ maxWidth: 180 }} title={one.value}>
                    {one.value}
                  </div>
                </th>
                <td className="z-num">{grouped(one.count)}</td>
                <td className={one.fault && !(one.value in words) ? "zi-why" : "z-quiet"} title={one.fault?.message}>
                  {one.fault
                    ? one.proposals[0]
                      ? t("imports.values.perhaps", { what: label(one.proposals[0]) })
                      : t("imports.values.unknown")
                    : (one.means ?? "—")}
                </td>
                <td>
                  <Value
                    field={{ ...field, label: t("imports.values.instead_of", { value: one.value }) }}
                    value={words[one.value] ?? ""}
                    onChange={(next) => {
                      const { [one.value]: _, ...rest } = words;
                      setWords(next ? { ...rest, [one.value]: next } : rest);
                    }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {query.data.more && <span className="z-quiet">{t("imports.values.more")}</span>}
      <div className="z-row" style={{ justifyContent: "flex-end" }}>
        <Button
          onClick={() => {
            modals.closeAll();
            onKeep(words);
          }}
        >
          {t("do.save")}
        </Button>
      </div>
    </div>
  );
}
