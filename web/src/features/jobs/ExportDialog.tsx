/** Export of exactly what is shown, as a file made in the background. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { inARow, useWords } from "../../lib/i18n.ts";
import { api, type ListQuery } from "../../schema/api.ts";
import { fieldNamed } from "../../schema/meta.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { Fault } from "../../ui/Faces.tsx";
import { Modal, SegmentedControl, Select } from "../../ui/mantine.ts";
import { JobLine } from "./Tray.tsx";
import { jobsKey, running, useJob } from "./useJobs.ts";

export interface ExportTarget {
  object: ObjectSpec;
  query: ListQuery;
}

/** Business cards, of objects that are people or companies. */
const CARDS = [
  { value: "vcard4", label: "vCard 4" },
  { value: "vcard3", label: "vCard 3" },
  { value: "vcard21", label: "vCard 2.1" },
];

export default function ExportDialog({ target, onClose }: { target: ExportTarget; onClose: () => void }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const { object, query } = target;
  const [format, setFormat] = useState("xlsx");
  const [encoding, setEncoding] = useState("utf-8-sig");
  const [id, setId] = useState<number | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const job = useJob(id);
  const start = async () => {
    setFault(null);
    try {
      const made = await api.export(object.plural, {
        ...query,
        format,
        encoding: format === "csv" ? encoding : undefined,
      });
      setId(made.job);
      void client.invalidateQueries({ queryKey: jobsKey });
    } catch (refused) {
      setFault(refused);
    }
  };
  const labels = (query.columns ?? []).map((name) => fieldNamed(object, name)?.label ?? name);
  const isCard = CARDS.some((one) => one.value === format);
  const done = job.data?.state === "done";
  return (
    <Modal opened onClose={onClose} title={t("export.title", { what: object.label_plural })} size={460}>
      <div className="z-col" style={{ gap: 14 }}>
        {!id && (
          <>
            <SegmentedControl
              aria-label={t("export.format")}
              data={[
                { value: "xlsx", label: "Excel (.xlsx)" },
                { value: "csv", label: "CSV (.csv)" },
                ...(object.personal ? CARDS : []),
              ]}
              value={format}
              onChange={setFormat}
            />
            {format === "csv" && (
              <Select
                label={t("export.encoding")}
                allowDeselect={false}
                data={[
                  { value: "utf-8-sig", label: t("export.utf8") },
                  { value: "gb18030", label: "GB18030" },
                ]}
                value={encoding}
                onChange={(next) => setEncoding(next ?? "utf-8-sig")}
              />
            )}
            <span className="z-quiet">
              {isCard ? t("export.cards") : t("export.what", { n: labels.length, columns: inARow(labels, language) })}
            </span>
          </>
        )}
        {fault ? <Fault fault={fault} retry={start} /> : null}
        {job.data && <JobLine job={job.data} />}
        {job.data?.error && <span style={{ color: "var(--z-danger)" }}>{job.data.error.message}</span>}
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {id && job.data && running(job.data) ? t("jobs.go_on") : t("do.close")}
          </Button>
          {!id && <Button onClick={start}>{t("do.export")}</Button>}
          {done && id && (
            <LinkButton to={api.jobFile(id)} download>
              {t("do.download")}
            </LinkButton>
          )}
        </div>
      </div>
    </Modal>
  );
}
