/** Records side by side, of which one stays: which, and whose value in each field where they differ. */

import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FieldText } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { titleOf } from "../../schema/meta.ts";
import { refresh } from "../../schema/queries.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { Modal, Radio } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../../views/doings.ts";
import { differing, fullest, proposed } from "./merging.ts";

interface Props {
  object: ObjectSpec;
  ids: number[];
  onClose: () => void;
  onMerged: () => void;
}

export default function MergeDialog({ object, ids, onClose, onMerged }: Props) {
  const { t } = useWords();
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: [object.plural, "merge", id],
      queryFn: () => api.get(object.plural, id),
      staleTime: 0,
      gcTime: 0,
    })),
  });
  const rows = found.flatMap((one) => (one.data ? [one.data] : []));
  const failed = found.find((one) => one.isError);
  return (
    <Modal opened onClose={onClose} title={t("merge.title", { n: ids.length, what: object.label_plural })} size={900}>
      {failed ? (
        <Fault fault={failed.error} retry={() => found.map((one) => one.refetch())} />
      ) : rows.length < ids.length ? (
        <Bones rows={8} />
      ) : (
        <Choose object={object} rows={rows} onClose={onClose} onMerged={onMerged} />
      )}
    </Modal>
  );
}

function Choose({ object, rows, onClose, onMerged }: Omit<Props, "ids"> & { rows: Row[] }) {
  const { t } = useWords();
  const client = useQueryClient();
  const doings = useDoings();
  const words = useFaultWords();
  const fields = differing(object, rows);
  const [winner, setWinner] = useState(() => fullest(object, rows));
  const [chosen, setChosen] = useState<Record<string, number>>({});
  const [busy, setBusy] = useState(false);
  const take = { ...proposed(fields, rows, winner), ...chosen };
  const merge = async () => {
    setBusy(true);
    const stays = rows.find((row) => row.id === winner)!;
    const from = rows.flatMap((row) => (row.id === winner ? [] : [row.id]));
    try {
      const merged = await api.merge(object.plural, winner, { from, take, version: stays.version });
      refresh(client);
      const { change_set: changeSet } = merged;
      toast({
        text: t("merge.done", { n: rows.length, title: titleOf(object, merged) }),
        undo: changeSet ? () => doings.undo(changeSet) : undefined,
      });
      onMerged();
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
      setBusy(false);
    }
  };
  return (
    <div className="z-col" style={{ gap: 14 }}>
      <span className="z-quiet">{t("merge.text")}</span>
      <div style={{ overflowX: "auto" }}>
        <table className="z-table" style={{ minWidth: 120 + 190 * rows.length, tableLayout: "fixed" }}>
          <thead>
            <tr>
              <th style={{ width: 120 }}>{t("merge.stays")}</th>
              {rows.map((row) => (
                <th key={row.id}>
                  <Radio
                    size="xs"
                    name="winner"
                    label={titleOf(object, row)}
                    description={`#${row.id}`}
                    checked={winner === row.id}
                    onChange={() => setWinner(row.id)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.name}>
                <th scope="row">{field.label}</th>
                {rows.map((row) => (
                  <Value
                    key={row.id}
                    field={field}
                    row={row}
                    checked={take[field.name] === row.id}
                    onChoose={() => setChosen({ ...chosen, [field.name]: row.id })}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <span className="z-quiet">{fields.length === 0 ? t("merge.alike") : t("merge.rest")}</span>
      <div className="z-row" style={{ justifyContent: "flex-end" }}>
        <Button variant="default" onClick={onClose}>
          {t("do.cancel")}
        </Button>
        <Button loading={busy} onClick={merge}>
          {t("merge.run", { n: rows.length })}
        </Button>
      </div>
    </div>
  );
}

interface ValueProps {
  field: FieldSpec;
  row: Row;
  checked: boolean;
  onChoose: () => void;
}

function Value({ field, row, checked, onChoose }: ValueProps) {
  const value = row[field.name];
  const words = <FieldText field={field} value={value} />;
  return (
    <td>
      {blank(value) ? (
        <span className="z-quiet">{words}</span>
      ) : (
        <Radio size="xs" name={field.name} label={words} checked={checked} onChange={onChoose} />
      )}
    </td>
  );
}
