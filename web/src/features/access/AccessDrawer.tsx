/** Who may do what with an object or a record, and by which roles and rules. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FieldInput } from "../../fields/parts.tsx";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { useMeta } from "../../schema/meta.ts";
import { working } from "../../schema/roles.ts";
import type { AccessReason, FieldSpec, ObjectSpec, Ref } from "../../schema/types.ts";
import { Bones, Fault } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Drawer, Select } from "../../ui/mantine.ts";
import "./access.css";
import { Team } from "./Team.tsx";

interface Props {
  object: ObjectSpec;
  /** The record that is asked about; without it, the object as a whole, which can be chosen. */
  record?: { id: number; title: string };
  onClose: () => void;
}

export default function AccessDrawer({ object, record, onClose }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const [person, setPerson] = useState<Ref | null>({ id: meta.me.id, title: meta.me.name });
  const [about, setAbout] = useState(object);
  const people = object.fields.find((one) => one.kind === "person");
  return (
    <Drawer opened onClose={onClose} position="right" size={520} title={record?.title ?? t("access.title")}>
      <div className="z-col" style={{ gap: 14 }}>
        {record && object.team && people && (
          <Team object={object} record={record.id} people={personField(people, t("access.member"))} />
        )}
        {record && object.team && <h3 className="zx-head">{t("access.title")}</h3>}
        {meta.me.admin && people && (
          <FieldInput
            field={personField(people, t("access.person"))}
            value={person}
            onChange={(next) => setPerson(next as Ref | null)}
          />
        )}
        {!record && (
          <Select
            aria-label={t("settings.object")}
            allowDeselect={false}
            data={working(meta).map((one) => ({ value: one.name, label: one.label }))}
            value={about.name}
            onChange={(name) => setAbout(meta.objects.find((one) => one.name === name) ?? about)}
          />
        )}
        {person && <Answers object={about} record={record?.id} person={person.id} />}
      </div>
    </Drawer>
  );
}

const personField = (like: FieldSpec, label: string): FieldSpec => ({
  ...like,
  name: "person",
  label,
  required: true,
  read_only: false,
  system: false,
});

function Answers({ object, record, person }: { object: ObjectSpec; record?: number; person: number }) {
  const { t } = useWords();
  const found = useQuery({
    queryKey: ["access", object.plural, record ?? null, person],
    queryFn: () => api.access(object.plural, record, person),
    staleTime: 0,
  });
  if (found.isError) return <Fault fault={found.error} retry={() => found.refetch()} />;
  if (!found.data) return <Bones rows={8} />;
  return (
    <>
      <ul className="zx">
        {found.data.actions.map((one) => (
          <li key={one.action}>
            <Mark allowed={one.allowed} label={one.label} />
            <Reasons reasons={one.reasons} />
          </li>
        ))}
      </ul>
      {found.data.fields.length > 0 && (
        <>
          <h3 className="zx-head">{t("access.fields")}</h3>
          <ul className="zx">
            {found.data.fields.map((one) => (
              <li key={one.name}>
                <div className="zx-line">
                  <strong>{one.label}</strong>
                  <span className="z-quiet">
                    {t(`access.seen.${one.seen}`)}
                    {one.seen !== "hidden" && ` · ${t(one.written ? "access.written" : "access.not_written")}`}
                  </span>
                </div>
                <Reasons reasons={one.reasons} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Mark({ allowed, label }: { allowed: boolean; label: string }) {
  const { t } = useWords();
  return (
    <div className="zx-line" data-allowed={allowed}>
      <Icon name={allowed ? "check" : "x"} size={15} />
      <strong>{label}</strong>
      <span className="z-quiet">{t(allowed ? "access.yes" : "access.no")}</span>
    </div>
  );
}

function Reasons({ reasons }: { reasons: AccessReason[] }) {
  const { t } = useWords();
  return reasons.map((one) => (
    <p key={`${one.role} ${one.words}`} className="zx-reason" data-idle={one.holds === false || undefined}>
      {one.words}
      {one.holds === false && <span className="z-quiet"> {t("access.not_here")}</span>}
    </p>
  ));
}
