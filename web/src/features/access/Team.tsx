/** Who works on a record beside its owner: for reading or changing it, for good or until a day. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FieldInput } from "../../fields/parts.tsx";
import { minuteOf } from "../../lib/dates.ts";
import { ApiError } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { useMeta } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec, Ref } from "../../schema/types.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Select } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";

const MAY = ["read", "update"] as const;
type May = (typeof MAY)[number];

interface Props {
  object: ObjectSpec;
  record: number;
  /** A field that chooses people, to be asked like. */
  people: FieldSpec;
}

export function Team({ object, record, people }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const words = useFaultWords();
  const key = ["team", object.plural, record];
  const found = useQuery({ queryKey: key, queryFn: () => api.team(object.plural, record), staleTime: 0 });
  const change = async (doing: Promise<unknown>) => {
    try {
      await doing;
      await client.invalidateQueries({ queryKey: key });
      await client.invalidateQueries({ queryKey: ["access", object.plural] });
      return true;
    } catch (fault) {
      const { message, code } = words(fault);
      const [field] = fault instanceof ApiError ? Object.values(fault.fields) : [];
      toast({ text: field?.message ?? message, code, bad: true });
      return false;
    }
  };
  if (found.isError) return <Fault fault={found.error} retry={() => found.refetch()} />;
  if (!found.data) return <Bones rows={2} />;
  return (
    <section aria-label={t("access.team")}>
      <h3 className="zx-head">{t("access.team")}</h3>
      <ul className="zx">
        {found.data.rows.map((one) => (
          <li key={one.person.id} className="zx-line">
            <Avatar name={one.person.title ?? ""} size={22} />
            <strong>{one.person.title}</strong>
            <span className="z-quiet z-grow">
              {t(`access.may.${one.may}`)}
              {one.until && ` · ${t("access.until", { when: minuteOf(one.until) })}`}
            </span>
            {(object.rights.update || one.person.id === meta.me.id) && (
              <IconButton
                icon="x"
                size={26}
                iconSize={15}
                label={t("access.leave", { who: one.person.title })}
                onClick={() => void change(api.leaveTeam(object.plural, record, one.person.id))}
              />
            )}
          </li>
        ))}
        {found.data.rows.length === 0 && <li className="z-quiet">{t("access.no_team")}</li>}
      </ul>
      {object.rights.update && (
        <NewMember
          people={people}
          onAdd={(person, may, until) => change(api.joinTeam(object.plural, record, { person, may, until }))}
        />
      )}
    </section>
  );
}

interface NewProps {
  people: FieldSpec;
  onAdd: (person: number, may: May, until: string | null) => Promise<boolean>;
}

function NewMember({ people, onAdd }: NewProps) {
  const { t } = useWords();
  const [person, setPerson] = useState<Ref | null>(null);
  const [may, setMay] = useState<May>("read");
  const [day, setDay] = useState<string | null>(null);
  const until: FieldSpec = {
    ...people,
    name: "until",
    kind: "date",
    label: t("access.until_day"),
    required: false,
    to: null,
  };
  const add = async () => {
    // The day that is named still counts.
    if (person && (await onAdd(person.id, may, day && `${day}T23:59:59`))) setPerson(null);
  };
  return (
    <div className="zx-new">
      <div>
        <div className="z-quiet">{people.label}</div>
        <FieldInput field={people} value={person} onChange={(next) => setPerson(next as Ref | null)} />
      </div>
      <div>
        <div className="z-quiet">{t("access.may.label")}</div>
        <Select
          aria-label={t("access.may.label")}
          allowDeselect={false}
          data={MAY.map((one) => ({ value: one, label: t(`access.may.${one}`) }))}
          value={may}
          onChange={(next) => setMay((next as May | null) ?? "read")}
        />
      </div>
      <div>
        <div className="z-quiet">{until.label}</div>
        <FieldInput field={until} value={day} onChange={(next) => setDay(next as string | null)} />
      </div>
      <Button size="xs" disabled={!person} onClick={() => void add()}>
        {t("access.join")}
      </Button>
    </div>
  );
}
