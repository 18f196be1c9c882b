/** Which column is which field, and how the first rows come out. */

import { useQuery } from "@tanstack/react-query";
import { type Dispatch, type SetStateAction, useEffect, useState } from "react";
import { inARow, useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import type { ObjectSpec, Upload } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault } from "../../ui/Faces.tsx";
import { SegmentedControl } from "../../ui/mantine.ts";
import { Columns } from "./Columns.tsx";
import { Constants } from "./Constants.tsx";
import { PreviewTable } from "./PreviewTable.tsx";
import { Source } from "./Source.tsx";
import { applied, bare, type Choice, keysOf, mappingOf, planOf } from "./state.ts";
import { Templates } from "./Templates.tsx";

interface Props {
  upload: Upload;
  choice: Choice;
  set: Dispatch<SetStateAction<Choice>>;
  busy: boolean;
  onCheck?: () => void;
  onRun?: () => void;
  onBack: () => void;
  /** Of one sheet among several: what was chosen is kept, and nothing is started here. */
  onDone?: () => void;
}

export function Mapping({ upload, choice, set, busy, onCheck, onRun, onBack, onDone }: Props) {
  const { t, language } = useWords();
  const meta = useMeta();
  const object = objectNamed(meta, choice.object) as ObjectSpec;
  const [shown, setShown] = useState("columns");
  const plan = planOf(choice);
  const preview = useQuery({
    queryKey: ["import", upload.upload, plan],
    queryFn: () => api.importPreview(upload.upload, plan),
    placeholderData: (before) => before,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const data = preview.data;
  // The server proposes a field for a column that was just made.
  const mapping = { ...(data ? mappingOf(data) : {}), ...choice.mapping };
  const keys = keysOf(object);
  // A match on a field that no column brings could never find anything.
  const usable = keys.filter((one) => Object.values(mapping).includes(one.value));
  const match =
    choice.match && usable.some((one) => one.value === choice.match) ? choice.match : (usable[0]?.value ?? null);
  useEffect(() => {
    if (choice.mode !== "create" && choice.match !== match) set((before) => ({ ...before, match }));
  }, [choice.mode, choice.match, match, set]);
  const lost = choice.alsoMatch.filter((one) => one === match || !usable.some((known) => known.value === one)).join();
  useEffect(() => {
    if (lost)
      set((before) => ({ ...before, alsoMatch: before.alsoMatch.filter((one) => !lost.split(",").includes(one)) }));
  }, [lost, set]);

  const title = object.fields.find((one) => one.name === object.title_field);
  const missing = object.fields.filter(
    (one) =>
      one.required &&
      !one.system &&
      one.kind !== "code" &&
      (one.default === null || one.default === undefined) &&
      !Object.values(mapping).includes(one.name) &&
      !choice.defaults[one.name],
  );
  const wrong = data?.rows.filter((row) => Object.keys(row.errors ?? {}).length > 0).length ?? 0;
  const mapped = Object.values(mapping).filter(Boolean).length;
  const unfit =
    !data ||
    mapped === 0 ||
    bare(data) ||
    (choice.mode !== "create" && !match) ||
    (choice.mode === "create" && missing.some((one) => one === title));
  return (
    <div className="z-col" style={{ gap: 12 }}>
      <Source
        upload={upload}
        choice={choice}
        set={set}
        preview={data}
        usable={usable}
        match={match}
        fixed={Boolean(onDone)}
      />

      {preview.isError ? (
        <section className="z-panel">
          <Fault fault={preview.error} retry={() => preview.refetch()} />
        </section>
      ) : !data ? (
        <section className="z-panel">
          <Bones rows={9} />
        </section>
      ) : (
        <section className="z-panel" style={{ opacity: preview.isPlaceholderData ? 0.7 : 1 }}>
          <div className="z-panel-head z-wrap">
            <SegmentedControl
              size="xs"
              aria-label={t("imports.step.columns")}
              data={[
                { value: "columns", label: `${t("imports.columns")} ${mapped}/${data.columns.length}` },
                { value: "rows", label: wrong > 0 ? t("imports.preview_wrong", { n: wrong }) : t("imports.preview") },
              ]}
              value={shown}
              onChange={setShown}
            />
            <span className="z-grow" />
            <Templates
              object={object}
              preview={data}
              choice={choice}
              mapping={mapping}
              onUse={(template) => set(applied(data, choice, template))}
            />
          </div>
          {shown === "columns" ? (
            <>
              <Columns
                object={object}
                preview={data}
                choice={choice}
                mapping={mapping}
                onMap={(next) => set({ ...choice, mapping: next })}
                set={(next) => set({ ...choice, ...next })}
                upload={upload.upload}
              />
              <Constants
                object={object}
                taken={Object.values(mapping)}
                values={choice.defaults}
                set={(defaults) => set({ ...choice, defaults })}
              />
            </>
          ) : (
            <PreviewTable object={object} preview={data} mapping={mapping} />
          )}
        </section>
      )}

      <div className="z-row z-wrap">
        <Button variant="default" onClick={onBack}>
          {t(onDone ? "imports.linked.back" : "imports.other_file")}
        </Button>
        <span className="z-grow" style={{ color: "var(--z-amber)", textAlign: "right" }}>
          {choice.mode !== "update" &&
            missing.length > 0 &&
            data &&
            t("imports.missing", {
              fields: inARow(
                missing.map((one) => one.label),
                language,
              ),
            })}
        </span>
        {onDone ? (
          <Button disabled={!data || mapped === 0} onClick={onDone}>
            {t("imports.linked.keep")}
          </Button>
        ) : (
          <>
            <Button variant="default" loading={busy} disabled={unfit} onClick={onRun}>
              {data?.total ? t("imports.run_n", { n: grouped(data.total) }) : t("imports.run")}
            </Button>
            <Button loading={busy} disabled={unfit} onClick={onCheck}>
              {t("imports.check.start")}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
