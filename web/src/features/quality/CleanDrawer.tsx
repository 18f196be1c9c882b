/** Cleaning: what to do with which records of an object, what would come of it, and then to do it. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FieldCell } from "../../fields/parts.tsx";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { type Condition, complete, isAll } from "../../schema/condition.ts";
import { fieldNamed } from "../../schema/meta.ts";
import type { Job, ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { Drawer, Select } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { asGroup, Tree } from "../../views/condition/Tree.tsx";
import { useDoings } from "../../views/doings.ts";
import { JobLine, running, useJob } from "../jobs/index.ts";
import { CleanForm } from "./CleanForm.tsx";
import { type Draft, type Operation, paramsOf, possible, start } from "./cleaning.ts";
import "./quality.css";

interface Props {
  object: ObjectSpec;
  /** What is to be done, where somebody has chosen already. */
  operation?: Operation;
  onClose: () => void;
}

export default function CleanDrawer({ object, operation, onClose }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const doings = useDoings();
  const words = useFaultWords();
  const operations = possible(object);
  const [draft, setDraft] = useState<Draft>(() => start(object, operation ?? operations[0] ?? "tidy"));
  const [where, setWhere] = useState<Condition>(() => asGroup(null));
  const [seen, setSeen] = useState<number | null>(null);
  const job = useJob(seen).data;
  const params = paramsOf(draft);
  const narrowed = !(isAll(where) && where.all.length === 0);
  const ready = params !== null && (!narrowed || complete(where));
  const change = (next: Draft) => {
    setDraft(next);
    setSeen(null); // what was seen was of something else
  };
  const ask = async (preview: boolean) => {
    if (!params) return;
    try {
      const body = { operation: draft.operation, params, where: narrowed ? where : null, preview };
      const made = await api.clean(object.plural, body);
      if (preview) setSeen(made.job);
      else {
        doings.begun(made.job);
        await client.invalidateQueries({ queryKey: ["jobs"] });
        onClose();
      }
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={680}
      title={`${t("quality.clean.action")} · ${object.label_plural}`}
    >
      <div className="z-col" style={{ gap: 14 }}>
        <Select
          label={t("quality.clean.what")}
          allowDeselect={false}
          data={operations.map((one) => ({ value: one, label: t(`quality.clean.op.${one}`) }))}
          value={draft.operation}
          onChange={(next) => next && change(start(object, next as Operation))}
        />
        <CleanForm object={object} draft={draft} onChange={change} />
        <div>
          <div className="z-quiet">{t("quality.clean.on")}</div>
          <Tree
            object={object}
            value={where}
            onChange={(next) => {
              setWhere(next);
              setSeen(null);
            }}
          />
        </div>
        {job && <Seen object={object} job={job} />}
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          {job?.state === "done" && job.counts.would_change ? (
            <Button onClick={() => ask(false)}>
              {t("quality.clean.run", { n: grouped(job.counts.would_change) })}
            </Button>
          ) : (
            <Button disabled={!ready} loading={Boolean(job && running(job))} onClick={() => ask(true)}>
              {t("quality.clean.preview")}
            </Button>
          )}
        </div>
      </div>
    </Drawer>
  );
}

interface Sample {
  id: number;
  title: string;
  fields: Record<string, { before: unknown; after: unknown }>;
}

function Seen({ object, job }: { object: ObjectSpec; job: Job }) {
  const { t } = useWords();
  if (job.state !== "done")
    return (
      <div>
        <JobLine job={job} />
        {job.error && <span style={{ color: "var(--z-danger)" }}>{job.error.message}</span>}
      </div>
    );
  const number = job.counts.would_change ?? 0;
  if (number === 0) return <strong>{t("quality.clean.nothing")}</strong>;
  return (
    <div className="z-col">
      <strong>{t("quality.clean.would", { n: grouped(number), all: grouped(job.done) })}</strong>
      <span className="z-quiet">{t("quality.clean.sample")}</span>
      <table className="zq-rules zq-sample">
        <tbody>
          {((job.result.sample ?? []) as Sample[]).map((one) =>
            Object.entries(one.fields).map(([name, { before, after }]) => {
              const field = fieldNamed(object, name);
              return (
                <tr key={`${one.id}.${name}`}>
                  {name !== object.title_field && <td className="z-quiet">{one.title}</td>}
                  <td>{field && <FieldCell field={field} value={before} />}</td>
                  <td>→</td>
                  <td>{field && <FieldCell field={field} value={after} />}</td>
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
    </div>
  );
}
