/** Puts chosen records into a static segment: one that is there, or a new one. */

import { type FormEvent, useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { useMeta } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import { segmentsOf } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { Modal, Select, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { useGathering } from "./gathering.ts";

const NEW = "new";

interface Props {
  object: ObjectSpec;
  ids: number[];
  then: () => void;
  onClose: () => void;
}

export default function GatherDialog({ object, ids, then, onClose }: Props) {
  const { t } = useWords();
  const segments = segmentsOf(useMeta())!;
  const words = useFaultWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState("");
  const gather = useGathering(Number(chosen));
  const rows =
    useList(segments.plural, {
      where: {
        all: [
          { field: "object", op: "is", value: object.name },
          { field: "kind", op: "is", value: "static" },
        ],
      },
      columns: ["name"],
      sort: "name",
      limit: 200,
      count: 0,
    }).data?.rows ?? [];
  const choice = chosen ?? (rows.length === 0 ? NEW : null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (choice === NEW) {
      try {
        const made = await api.create(segments.plural, { name, object: object.name });
        await api.members(made.id, { add: ids });
        toast({ text: t("segments.added", { n: grouped(ids.length) }) });
      } catch (fault) {
        const { message, code } = words(fault);
        toast({ text: message, code, bad: true });
        return;
      }
    } else if (!(await gather({ add: ids }))) return;
    then();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t("segments.gather", { n: grouped(ids.length), what: object.label })}>
      <form className="z-col" onSubmit={submit}>
        <Select
          label={segments.label}
          data-autofocus
          searchable
          data={[
            ...rows.map((one) => ({ value: String(one.id), label: String(one.name) })),
            ...(segments.rights.create ? [{ value: NEW, label: t("segments.new_static") }] : []),
          ]}
          value={choice}
          onChange={setChosen}
        />
        {choice === NEW && (
          <TextInput
            label={t("segments.snapshot_name")}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button type="submit" disabled={!choice || (choice === NEW && !name.trim())}>
            {t("segments.add")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
