/** The first page of the day: what to do, whom one worked with, a quick note, the first steps. */

import { useMemo, useState } from "react";
import { Link } from "react-router";
import { RefPicker } from "../../fields/link/picker.tsx";
import { FieldCell, warmEditors } from "../../fields/parts.tsx";
import { useTitle } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, objectNamed, ownerField, pathOf, titleOf, useMeta } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import { mainObject, type NoteShape, notesOf, tasksOf } from "../../schema/roles.ts";
import type { FieldSpec, ObjectSpec, Ref } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useDoings } from "../../views/doings.ts";
import "../../views/record/record.css";
import { Composer } from "../../views/timeline/Composer.tsx";
import { recentRecords } from "../palette/index.ts";
import { TaskList } from "../tasks/index.ts";
import { DataDesk } from "./DataDesk.tsx";
import { FirstSteps } from "./FirstSteps.tsx";
import "./workbench.css";

export default function Workbench() {
  const { t, language } = useWords();
  const meta = useMeta();
  const doings = useDoings();
  useTitle(t("nav.home"));
  useMemo(warmEditors, []);
  const tasks = tasksOf(meta);
  const main = mainObject(meta);
  const note = main && notesOf(meta, main);
  const date = new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: meta.tenant.zone }).format(new Date());
  return (
    <div className="z-page">
      <div className="zw">
        <header className="z-row" style={{ marginBottom: 14 }}>
          <h1 className="z-title">{t("workbench.hello", { name: meta.me.name })}</h1>
          <span className="z-quiet">{date}</span>
        </header>
        <FirstSteps />
        <div className="zw-grid">
          <section className="z-panel">
            <div className="z-panel-head">
              <Icon name="list-check" size={15} />
              <span className="z-grow">{t("workbench.tasks")}</span>
              {tasks?.object.rights.create && (
                <Button size="xs" variant="subtle" onClick={() => doings.create(tasks.object)}>
                  {t("do.new", { what: tasks.object.label })}
                </Button>
              )}
            </div>
            {tasks ? <TaskList shape={tasks} /> : <Empty title={t("tasks.none")} />}
          </section>
          <div className="z-col" style={{ gap: 14 }}>
            {note?.object.rights.create && <QuickNote note={note} />}
            <DataDesk />
            {main && <Recent object={main} />}
          </div>
        </div>
      </div>
    </div>
  );
}

function QuickNote({ note }: { note: NoteShape }) {
  const { t } = useWords();
  const link = fieldNamed(note.object, note.link) as FieldSpec;
  const [about, setAbout] = useState<Ref | null>(null);
  return (
    <section className="z-panel">
      <div className="z-panel-head">
        <Icon name="note" size={15} />
        {t("workbench.note")}
      </div>
      <div style={{ padding: "10px 14px 0" }}>
        <RefPicker
          field={link}
          value={about}
          onChange={setAbout}
          clearable
          aria-label={link.label}
          placeholder={link.label}
        />
      </div>
      <Composer note={note} about={about?.id ?? null} onDone={() => setAbout(null)} />
    </section>
  );
}

function Recent({ object }: { object: ObjectSpec }) {
  const { t } = useWords();
  const meta = useMeta();
  const opened = recentRecords().slice(0, 4);
  const marked = object.columns
    .map((name) => fieldNamed(object, name))
    .filter((one): one is FieldSpec => one?.kind === "stage");
  const owner = ownerField(object);
  const columns = [object.title_field, ...marked.map((one) => one.name), ...(owner ? [owner.name] : []), "updated_at"];
  const list = useList(object.plural, { sort: "-updated_at", columns, limit: 8, count: 0 });
  const when = fieldNamed(object, "updated_at");
  return (
    <section className="z-panel">
      <div className="z-panel-head">
        <Icon name="clock" size={15} />
        {t("workbench.recent", { what: object.label_plural })}
      </div>
      {opened.length > 0 && (
        <div className="z-row z-wrap" style={{ padding: "10px 14px 4px", gap: 6 }}>
          {opened.map((hit) => {
            const target = objectNamed(meta, hit.object);
            return (
              target && (
                <Link
                  key={`${hit.object}.${hit.id}`}
                  to={pathOf(target, hit.id)}
                  className="z-chip"
                  style={{ display: "inline-flex", alignItems: "center", gap: 5, height: 24, maxWidth: 180 }}
                >
                  <Icon name={target.icon} size={13} />
                  <span className="z-clip">{hit.title}</span>
                </Link>
              )
            );
          })}
        </div>
      )}
      {!list.data && <Bones rows={5} />}
      {list.data?.rows.length === 0 && (
        <Empty
          icon={object.icon}
          title={t("list.empty", { what: object.label })}
          text={t("list.empty_text", { what: object.label })}
        />
      )}
      {list.data?.rows.map((row) => (
        <Link key={row.id} to={pathOf(object, row.id)} className="zr-line">
          <span dir="auto" className="z-clip z-grow">
            {titleOf(object, row)}
          </span>
          {marked.map((one) => (
            <FieldCell key={one.name} field={one} value={row[one.name]} />
          ))}
          {when && (
            <span className="z-quiet" style={{ minWidth: 76, textAlign: "right", whiteSpace: "nowrap", flex: "none" }}>
              <FieldCell field={when} value={row.updated_at} />
            </span>
          )}
        </Link>
      ))}
    </section>
  );
}
