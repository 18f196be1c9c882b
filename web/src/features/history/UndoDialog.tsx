/** Undo of a change set: what it would touch, and what changed since. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { refresh } from "../../schema/queries.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { Modal } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { plain } from "./plain.ts";

export default function UndoDialog({ changeSet, onClose }: { changeSet: number; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const [busy, setBusy] = useState(false);
  const preview = useQuery({
    queryKey: ["undo", changeSet],
    queryFn: () => api.undoPreview(changeSet),
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  const run = async (force: boolean) => {
    setBusy(true);
    try {
      const done = await api.undo(changeSet, force);
      refresh(client);
      toast({
        text: t("undo.done", { n: done.undone }) + (done.skipped ? ` · ${t("undo.skipped", { n: done.skipped })}` : ""),
      });
      onClose();
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
      onClose();
    }
  };
  // Nothing in the way and one record: what was asked for is simply done.
  const simple = preview.data && preview.data.conflicts.length === 0 && preview.data.records <= 1;
  const started = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as the preview says that nothing is in the way
  useEffect(() => {
    if (simple && !started.current) {
      started.current = true;
      void run(false);
    }
  }, [simple]);
  if (!preview.data && !preview.isError) return null;
  if (simple) return null;
  const conflicts = preview.data?.conflicts ?? [];
  return (
    <Modal opened onClose={onClose} title={t("undo.title")} size={conflicts.length > 0 ? 640 : 420}>
      {preview.isError ? (
        <Fault fault={preview.error} />
      ) : !preview.data ? (
        <Bones rows={3} />
      ) : (
        <div className="z-col" style={{ gap: 14 }}>
          <span>{t("undo.effect", { n: preview.data.records })}</span>
          {conflicts.length > 0 && (
            <>
              <span style={{ color: "var(--z-amber)" }}>{t("undo.conflicts", { n: conflicts.length })}</span>
              <div style={{ maxHeight: 280, overflow: "auto" }}>
                <table className="zh-table">
                  <thead>
                    <tr>
                      <th>{t("undo.record")}</th>
                      <th>{t("undo.field")}</th>
                      <th>{t("undo.back_to")}</th>
                      <th>{t("undo.now")}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {conflicts.slice(0, 200).map((one) => (
                      <tr key={`${one.id}.${one.field}`}>
                        <td>{one.title}</td>
                        <td>{one.label}</td>
                        <td>{plain(one.before)}</td>
                        <td>{plain(one.now)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </>
          )}
          <div className="z-row" style={{ justifyContent: "flex-end" }}>
            <Button variant="default" onClick={onClose}>
              {t("do.cancel")}
            </Button>
            {conflicts.length > 0 && (
              <Button variant="default" color="red" disabled={busy} onClick={() => run(true)}>
                {t("undo.force")}
              </Button>
            )}
            <Button loading={busy} onClick={() => run(false)}>
              {conflicts.length > 0 ? t("undo.rest") : t("do.undo")}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
