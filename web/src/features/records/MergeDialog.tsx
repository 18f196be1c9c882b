/** Records side by side, of which one stays: which, and whose value in each field where they differ. */

import { useQueries, useQueryClient } from "@tanstack/react-query";
import { type CSSProperties, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { FieldText } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { usePhone } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { pathOf, titleOf } from "../../schema/meta.ts";
import { refresh, refreshWithout } from "../../schema/queries.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { Modal, Radio } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../../views/doings.ts";
import { differing, fullest, joined, proposed, remaining, type Word, wordOf } from "./merging.ts";
import "./merge.css";

interface Props {
  object: ObjectSpec;
  ids: number[];
  onClose: () => void;
  onMerged: () => void;
}

export default function MergeDialog({ object, ids, onClose, onMerged }: Props) {
  const { t } = useWords();
  const phone = usePhone();
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
    <Modal
      opened
      onClose={onClose}
      title={t("merge.title", { n: ids.length, what: object.label_plural })}
      size={900}
      fullScreen={phone}
    >
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
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const fields = differing(object, rows);
  const [winner, setWinner] = useState(() => fullest(object, rows));
  const [chosen, setChosen] = useState<Record<string, number>>({});
  const lists = joined(object, rows);
  const [out, setOut] = useState<Record<string, Word[]>>({}); // words that are not taken over, by field
  const [busy, setBusy] = useState(false);
  const take = { ...proposed(fields, rows, winner), ...chosen };
  const merge = async () => {
    setBusy(true);
    const stays = rows.find((row) => row.id === winner)!;
    const from = rows.flatMap((row) => (row.id === winner ? [] : [row.id]));
    try {
      const values = remaining(lists, rows, out);
      const merged = await api.merge(object.plural, winner, { from, take, values, version: stays.version });
      const here = from.find((id) => pathname === pathOf(object, id));
      if (here) {
        navigate(pathOf(object, winner), { replace: true }); // one's own page is gone, and is not asked for again
        refreshWithout(client, object.plural, here);
      } else refresh(client);
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
      <div className="zm-scroll">
        <table className="z-table zm" style={{ "--zm-width": `${120 + 190 * rows.length}px` } as CSSProperties}>
          <thead>
            <tr>
              <th scope="row">{t("merge.stays")}</th>
              {rows.map((row) => (
                <td key={row.id}>
                  <Radio
                    size="xs"
                    name="winner"
                    label={titleOf(object, row)}
                    description={`#${row.id}`}
                    checked={winner === row.id}
                    onChange={() => setWinner(row.id)}
                  />
                </td>
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
            {lists.map((field) => (
              <tr key={field.name}>
                <th scope="row">{field.label}</th>
                {rows.map((row) => (
                  <ListWords
                    key={row.id}
                    field={field}
                    row={row}
                    out={out[field.name] ?? []}
                    onOut={(next) => setOut({ ...out, [field.name]: next })}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <span className="z-quiet">
        {fields.length === 0 && lists.length === 0 ? t("merge.alike") : t("merge.rest")}
        {lists.length > 0 && ` ${t("merge.words")}`}
      </span>
      <div className="z-row zm-foot">
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
    <td data-blank={blank(value) || undefined}>
      {blank(value) ? (
        <span className="z-quiet">{words}</span>
      ) : (
        <Radio
          size="xs"
          name={field.name}
          label={words}
          description={<span className="zm-whose">#{row.id}</span>}
          checked={checked}
          onChange={onChoose}
        />
      )}
    </td>
  );
}

interface ListWordsProps {
  field: FieldSpec;
  row: Row;
  out: Word[];
  onOut: (out: Word[]) => void;
}

/** The words of one record's list: all are taken over but those that are struck out, here and beside. */
function ListWords({ field, row, out, onOut }: ListWordsProps) {
  const said = (row[field.name] ?? []) as unknown[];
  return (
    <td data-blank={said.length === 0 || undefined}>
      <div className="zm-words">
        <span className="zm-whose z-quiet">#{row.id}</span>
        {said.map((one) => {
          const word = wordOf(one);
          const taken = !out.includes(word);
          return (
            <button
              key={word}
              type="button"
              className="z-plain zm-word"
              aria-pressed={taken}
              onClick={() => onOut(taken ? [...out, word] : out.filter((other) => other !== word))}
            >
              <FieldText field={field} value={[one]} />
            </button>
          );
        })}
      </div>
    </td>
  );
}
