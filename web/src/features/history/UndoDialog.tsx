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
import type { RecordKey } from "../../views/doings.ts";
import { plain } from "./plain.ts";
import { type Chosen, UndoRecords } from "./UndoRecords.tsx";

interface Props {
  changeSet: number;
  /** The record that the person looks at: it can be undone alone. */
  here?: RecordKey;
  onClose: () => void;
}

export default function UndoDialog({ changeSet, here, onClose }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const [busy, setBusy] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const preview = useQuery({
    queryKey: ["undo", changeSet],
    queryFn: () => api.undoPreview(changeSet),
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  const run = async (force: boolean, chosen?: Chosen) => {
    setBusy(true);
    try {
      const done = chosen ? await api.undoChosen(changeSet, chosen, force) : await api.undo(changeSet, force);
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
  const simple = preview.data && preview.data.conflicts.length === 0 && preview.data.records === 1;
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
    <Modal opened onClose={onClose} title={t("undo.title")} size={choosing || conflicts.length > 0 ? 640 : 460}>
      {preview.isError ? (
        <Fault fault={preview.error} />
      ) : !preview.data ? (
        <Bones rows={3} />
      ) : choosing ? (
        <UndoRecords
          changeSet={changeSet}
          busy={busy}
          onUndo={(chosen, force) => void run(force, chosen)}
          onCancel={onClose}
        />
      ) : (
        <div className="z-col" style={{ gap: 14 }}>
          <span>{preview.data.records > 0 ? t("undo.effect", { n: preview.data.records }) : t("undo.no_effect")}</span>
          {preview.data.gone > 0 && <span className="z-quiet">{t("undo.gone", { n: preview.data.gone })}</span>}
          {conflicts.length > 0 && (
            <>
              <span style={{ color: "var(--z-amber)" }}>{t("undo.conflicts", { n: conflicts.length })}</span>
              <div style={{ maxHeight: 280, overflow: "auto" }}>
                <table className="z-table">
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
            {!preview.data.whole && preview.data.records + conflicts.length > 1 && (
              <Button variant="subtle" disabled={busy} onClick={() => setChoosing(true)}>
                {t("undo.choose")}
              </Button>
            )}
            {here && !preview.data.whole && preview.data.records > 1 && (
              <Button variant="default" disabled={busy} onClick={() => run(false, { [here.object]: [here.id] })}>
                {t("undo.here")}
              </Button>
            )}
            {conflicts.length > 0 && (
              <Button variant="default" color="red" disabled={busy} onClick={() => run(true)}>
                {t("undo.force")}
              </Button>
            )}
            <Button loading={busy} disabled={preview.data.records === 0} onClick={() => run(false)}>
              {conflicts.length > 0 ? t("undo.rest") : t("do.undo")}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
