/** All that is kept of one person: what hangs on them, a copy for them, and erasing them. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { saveText } from "../../lib/files.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { mayDo } from "../../schema/meta.ts";
import type { ObjectSpec, PersonalData } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { Drawer, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import "./privacy.css";

interface Props {
  object: ObjectSpec;
  record: { id: number; title: string };
  onClose: () => void;
}

export default function PersonalDrawer({ object, record, onClose }: Props) {
  const { t } = useWords();
  const words = useFaultWords();
  const [busy, setBusy] = useState(false);
  const query = useQuery({
    queryKey: ["personal", object.plural, record.id],
    queryFn: () => api.personal(object.plural, record.id),
    staleTime: 0,
  });
  const doing = async (what: () => Promise<void>) => {
    setBusy(true);
    try {
      await what();
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
    setBusy(false);
  };
  const copy = (kind: "html" | "json") =>
    doing(async () => {
      const made = await api.personalExport(object.plural, record.id);
      const text = kind === "html" ? made.html : JSON.stringify(made.data, null, 2);
      saveText(`${object.name}-${record.id}.${kind}`, text, kind === "html" ? "text/html" : "application/json");
    });
  return (
    <Drawer opened onClose={onClose} position="right" size={520} title={`${t("privacy.data")} · ${record.title}`}>
      {query.isError ? (
        <Fault fault={query.error} retry={() => query.refetch()} />
      ) : !query.data ? (
        <Bones rows={6} />
      ) : (
        <div className="z-col" style={{ gap: 18 }}>
          {query.data.erased && <strong>{t("privacy.erased")}</strong>}
          <Counts data={query.data} />
          {mayDo(object, "copy_person") && (
            <section>
              <h3 className="zx-head">{t("privacy.copy")}</h3>
              <p className="z-quiet">{t("privacy.copy_help")}</p>
              <div className="z-row">
                {(["html", "json"] as const).map((kind) => (
                  <Button key={kind} size="xs" variant="default" disabled={busy} onClick={() => void copy(kind)}>
                    {t(kind === "html" ? "privacy.as_page" : "privacy.as_json")}
                  </Button>
                ))}
              </div>
            </section>
          )}
          {!query.data.erased && mayDo(object, "erase_person") && (
            <Erase object={object} record={record} temporary={query.data.temporary} busy={busy} doing={doing} />
          )}
        </div>
      )}
    </Drawer>
  );
}

function Counts({ data }: { data: PersonalData }) {
  const { t } = useWords();
  const lists = [
    { label: t("privacy.hangs"), rows: data.records },
    { label: t("privacy.others"), rows: data.others },
  ];
  return lists
    .filter((one) => one.rows.length > 0)
    .map((one) => (
      <section key={one.label}>
        <h3 className="zx-head">{one.label}</h3>
        <ul className="zp-counts">
          {one.rows.map((row) => (
            <li key={row.object}>
              {row.label} <span className="z-num">{grouped(row.count)}</span>
            </li>
          ))}
          {one.rows === data.records && data.files > 0 && <li>{t("privacy.files", { n: data.files })}</li>}
        </ul>
      </section>
    ));
}

interface EraseProps {
  object: ObjectSpec;
  record: { id: number; title: string };
  temporary: number;
  busy: boolean;
  doing: (what: () => Promise<void>) => Promise<void>;
}

/** The name has to be typed: nothing brings the person back. */
function Erase({ object, record, temporary, busy, doing }: EraseProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const [typed, setTyped] = useState("");
  const erase = () =>
    doing(async () => {
      await api.personalErase(object.plural, record.id);
      await client.invalidateQueries();
      toast({ text: t("privacy.said_erased") });
    });
  return (
    <section>
      <h3 className="zx-head">{t("privacy.erase")}</h3>
      <p className="z-quiet">{t("privacy.erase_help", { n: temporary })}</p>
      <div className="z-col" style={{ gap: 8, alignItems: "flex-start" }}>
        <TextInput
          w="100%"
          label={t("privacy.type_name", { name: record.title })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button size="xs" color="red" disabled={busy || typed.trim() !== record.title} onClick={() => void erase()}>
          {t("privacy.erase")}
        </Button>
      </div>
    </section>
  );
}
