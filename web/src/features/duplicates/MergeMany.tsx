/** Merging every group that is sure enough, in the background: how sure, which record stays, and how many that are. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import type { Keep, ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { Modal, Select } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../../views/doings.ts";

const SURE = ["0.99", "0.995", "0.999"];
const KEEPS: Keep[] = ["complete", "newest", "oldest"];

export default function MergeMany({ object, onClose }: { object: ObjectSpec; onClose: () => void }) {
  const { t } = useWords();
  const doings = useDoings();
  const words = useFaultWords();
  const [least, setLeast] = useState(SURE[0]!);
  const [keep, setKeep] = useState<Keep>("complete");
  const [busy, setBusy] = useState(false);
  const count = useQuery({
    queryKey: ["duplicates", "sure", object.name, least],
    queryFn: () => api.sureGroups(object.name, Number(least)),
    staleTime: 0,
  });
  const run = async () => {
    setBusy(true);
    try {
      const { job } = await api.mergeGroups(object.name, Number(least), keep);
      doings.begun(job);
      onClose();
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t("duplicates.many", { what: object.label_plural })} size={460}>
      <div className="z-col" style={{ gap: 14 }}>
        <span className="z-quiet">{t("duplicates.many_text")}</span>
        <Select
          label={t("duplicates.least")}
          allowDeselect={false}
          data={SURE.map((value) => ({ value, label: t("duplicates.at_least", { p: `${Number(value) * 100}%` }) }))}
          value={least}
          onChange={(next) => setLeast(next ?? least)}
        />
        <Select
          label={t("duplicates.keep")}
          allowDeselect={false}
          data={KEEPS.map((value) => ({ value, label: t(`duplicates.keeps.${value}`) }))}
          value={keep}
          onChange={(next) => setKeep((next as Keep | null) ?? keep)}
        />
        <strong aria-live="polite">
          {count.data === undefined ? "…" : t("duplicates.many_count", { n: grouped(count.data) })}
        </strong>
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button loading={busy} disabled={!count.data} onClick={run}>
            {t("duplicates.merge_all")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
