/** The page of one record: who it is, its facts, what happened, and what belongs to it. */

import { type ReactNode, Suspense, useEffect, useState } from "react";
import { Link, Navigate, useNavigate, useParams, useSearchParams } from "react-router";
import { FieldCell, warmEditors } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { copy } from "../../lib/clipboard.ts";
import { useTitle } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, mayDo, objectOfPlural, ownerField, pathOf, titleOf, useMeta } from "../../schema/meta.ts";
import { useRecord, useRelatedCounts } from "../../schema/queries.ts";
import { CLASS, filesOf, isSegments, notesOf, relatedOf } from "../../schema/roles.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Popup.tsx";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../../views/doings.ts";
import { Facts } from "../../views/record/Facts.tsx";
import { Minor } from "../../views/record/Minor.tsx";
import { Related } from "../../views/record/Related.tsx";
import "../../views/record/record.css";
import { Composer } from "../../views/timeline/Composer.tsx";
import { Timeline } from "../../views/timeline/Timeline.tsx";
import { useWrites } from "../../views/useWrites.ts";
import { AccessDrawer } from "../access/index.ts";
import { Events } from "../behaviour/index.ts";
import { Suggestions } from "../capture/index.ts";
import { ownTabs, RecordClasses } from "../classes/index.ts";
import { GroupStrip } from "../duplicates/index.ts";
import { SelfLink } from "../forms/index.ts";
import { RecordHistory } from "../history/index.ts";
import { MeasuresOfRecord } from "../measures/index.ts";
import { remember } from "../palette/index.ts";
import { PersonalDrawer } from "../privacy/index.ts";
import { QualityFigure } from "../quality/index.ts";
import { SegmentDesk, SegmentsOfRecord } from "../segments/index.ts";
import { Files } from "./Files.tsx";
import { RelatedTab } from "./RelatedTab.tsx";
import { StagePath } from "./StagePath.tsx";

export default function RecordPage() {
  const { t } = useWords();
  const { plural, id } = useParams();
  const object = objectOfPlural(useMeta(), plural);
  const record = useRecord(plural ?? "", Number(id));
  if (!object || !/^\d+$/.test(id ?? "")) return <Empty icon="search" title={t("fault.404")} />;
  if (record.isError) return <Fault fault={record.error} retry={() => record.refetch()} />;
  if (!record.data || record.isPlaceholderData) return <Bones rows={14} />;
  // It went into another record, which has an address of its own.
  if (record.data.id !== Number(id)) return <Navigate to={pathOf(object, record.data.id)} replace />;
  return <Record key={record.data.id} object={object} row={record.data} />;
}

/** The few facts that stand in the header: code, owner, ways to reach them. */
export function keyFields(object: ObjectSpec): FieldSpec[] {
  const owner = ownerField(object);
  const first = (kinds: string[]) => object.fields.find((one) => kinds.includes(one.kind) && !one.system);
  const found = [
    first(["code"]),
    owner,
    first(["phone"]),
    first(["region"]),
    object.fields.find((one) => one.name.startsWith("next_") && one.kind === "date"),
  ];
  return found.filter((one): one is FieldSpec => Boolean(one));
}

interface Tab {
  name: string;
  label: string;
  count?: number;
  body: () => ReactNode;
}

function Record({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const meta = useMeta();
  const [params, setParams] = useSearchParams();
  const title = titleOf(object, row);
  const counts = useRelatedCounts(object.plural, row.id).data;
  const note = notesOf(meta, object);
  const files = filesOf(meta, object);
  const tab = params.get("tab");
  useTitle(title);
  useEffect(warmEditors, []);
  useEffect(() => {
    const subtitle = object.fields.find((one) => one.kind === "code");
    const tail = subtitle ? String(row[subtitle.name] ?? "") : null;
    remember({ object: object.name, id: row.id, title, subtitle: null, code: tail });
  }, [object, row, title]);

  const own = ownTabs(object, row, t);
  const tabs: Tab[] = [
    ...own,
    {
      name: "overview",
      label: t(own.length > 0 ? "record.facts" : "record.overview"),
      body: () =>
        isSegments(object) ? <SegmentDesk object={object} row={row} /> : <Overview object={object} row={row} />,
    },
    ...relatedOf(meta, object).map((back) => ({
      name: back.name,
      label: back.label,
      count: counts?.[back.name]?.value,
      body: () =>
        note?.object.name === back.object ? (
          <div className="z-panel" style={{ maxWidth: 860 }}>
            {note.object.rights.create && <Composer note={note} about={row.id} />}
            <div style={{ borderTop: "1px solid var(--z-line)" }}>
              <Timeline object={object} id={row.id} kinds={note.object.name} />
            </div>
          </div>
        ) : files?.object.name === back.object ? (
          <Files files={files} row={row} />
        ) : (
          <RelatedTab back={back} parent={object} row={row} />
        ),
    })),
    ...(object.personal
      ? [
          {
            name: "behaviour",
            label: t("behaviour.title"),
            body: () => (
              <div className="z-panel" style={{ maxWidth: 860 }}>
                <Events object={object} row={row} />
              </div>
            ),
          },
        ]
      : []),
    {
      name: "history",
      label: t("record.history"),
      body: () => (
        <div className="z-panel" style={{ maxWidth: 860 }}>
          <RecordHistory object={object} row={row} />
        </div>
      ),
    },
  ];
  const chosen = tabs.find((one) => one.name === tab) ?? tabs[0]!;
  return (
    <div className="zr">
      <Head object={object} row={row} title={title}>
        <div className="zr-tabs" role="tablist">
          {tabs.map((one) => (
            <button
              key={one.name}
              type="button"
              role="tab"
              aria-selected={one === chosen}
              className="z-plain zr-tab"
              onClick={() => setParams(one === tabs[0] ? {} : { tab: one.name }, { replace: true })}
            >
              {one.label}
              {one.count ? <span className="z-quiet z-num">{one.count}</span> : null}
            </button>
          ))}
        </div>
      </Head>
      <div className="zr-body">
        <Suspense fallback={<Bones rows={8} />}>{chosen.body()}</Suspense>
      </div>
    </div>
  );
}

function Head({ object, row, title, children }: { object: ObjectSpec; row: Row; title: string; children: ReactNode }) {
  const { t } = useWords();
  const doings = useDoings();
  const navigate = useNavigate();
  const { save, remove } = useWrites(object);
  const [access, setAccess] = useState(false);
  const [personal, setPersonal] = useState(false);
  const [link, setLink] = useState(false);
  const person = object.verbs.some((one) => one.name === "erase_person");
  const stage = object.board ? fieldNamed(object, object.board) : undefined;
  const phone = object.fields.find((one) => one.kind === "phone" && !blank(row[one.name]));
  const mark = object.fields
    .filter((one) => one.kind === "choice" && object.columns.includes(one.name) && !blank(row[one.name]))
    .slice(0, 2);
  return (
    <header className="zr-head">
      <div className="zr-title">
        <Link to={`/${object.plural}`} className="z-quiet" aria-label={object.label_plural} title={object.label_plural}>
          <Icon name={object.icon} size={20} />
        </Link>
        <h1 dir="auto" title={title}>
          {title}
        </h1>
        {mark.map((one) => (
          <FieldCell key={one.name} field={one} value={row[one.name]} />
        ))}
        <Minor object={object} row={row} />
        <QualityFigure object={object} id={row.id} />
        <span className="z-grow" />
        {phone && (
          <IconButton icon="phone" label={t("record.dial")} onClick={() => location.assign(`tel:${row[phone.name]}`)} />
        )}
        <IconButton
          icon="link"
          label={t("record.copy_link")}
          onClick={async () => toast({ text: (await copy(location.href)) ? t("said.copied") : t("said.not_copied") })}
        />
        {object.rights.update && (
          <IconButton icon="edit" label={t("do.edit")} onClick={() => doings.edit(object, row.id)} />
        )}
        <Menu
          label={t("do.more")}
          button={(opener) => <IconButton icon="dots" label={t("do.more")} {...opener} />}
          lines={() => [
            { label: t(object.team ? "access.with_team" : "access.title"), icon: "shield", run: () => setAccess(true) },
            (mayDo(object, "copy_person") || mayDo(object, "erase_person")) && {
              label: t("privacy.data"),
              icon: "shield-lock",
              run: () => setPersonal(true),
            },
            person && object.rights.update && { label: t("forms.self.link"), icon: "link", run: () => setLink(true) },
            object.personal &&
              object.rights.export && {
                label: t("record.card"),
                icon: "download",
                run: () => location.assign(api.card(object.plural, row.id)),
              },
            object.rights.delete && {
              label: t("do.delete"),
              icon: "trash",
              danger: true,
              run: async () => {
                if (await remove(row)) navigate(`/${object.plural}`);
              },
            },
          ]}
        />
      </div>
      <div className="zr-keys">
        {keyFields(object)
          .filter((one) => !blank(row[one.name]))
          .map((one) => (
            <span key={one.name} className="z-row" style={{ gap: 5 }}>
              {one.kind !== "code" && <span className="z-quiet">{one.label}</span>}
              <FieldCell field={one} value={row[one.name]} live />
            </span>
          ))}
        <span className="z-grow" />
        {stage && (
          <StagePath
            field={stage}
            value={row[stage.name]}
            onChange={object.rights.update ? (next) => save(row, stage, next) : undefined}
          />
        )}
      </div>
      {children}
      <GroupStrip object={object} row={row} />
      {personal && (
        <Suspense>
          <PersonalDrawer object={object} record={{ id: row.id, title }} onClose={() => setPersonal(false)} />
        </Suspense>
      )}
      {link && (
        <Suspense>
          <SelfLink object={object} record={{ id: row.id, title }} onClose={() => setLink(false)} />
        </Suspense>
      )}
      {access && (
        <Suspense>
          <AccessDrawer object={object} record={{ id: row.id, title }} onClose={() => setAccess(false)} />
        </Suspense>
      )}
    </header>
  );
}

function Overview({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const meta = useMeta();
  const counts = useRelatedCounts(object.plural, row.id).data;
  const note = notesOf(meta, object);
  const files = filesOf(meta, object);
  const side = relatedOf(meta, object).filter((one) => ![note?.object.name, files?.object.name].includes(one.object));
  const middle = object.timeline || note;
  return (
    <div className={middle ? "zr-three" : "zr-three zr-two"}>
      <div>
        <Suggestions object={object} row={row} />
        <section className="z-panel" aria-label={t("record.facts")}>
          <Facts object={object} row={row} />
        </section>
      </div>
      {middle && (
        <section className="z-panel" aria-label={t("timeline.title")}>
          {note?.object.rights.create && (
            <div style={{ borderBottom: "1px solid var(--z-line)" }}>
              <Composer note={note} about={row.id} />
            </div>
          )}
          <Timeline object={object} id={row.id} />
        </section>
      )}
      <div className="zr-side">
        {object.fields.some((one) => one.name.startsWith(CLASS)) && (
          <Suspense>
            <RecordClasses object={object} row={row} />
          </Suspense>
        )}
        <SegmentsOfRecord object={object} row={row} />
        <MeasuresOfRecord object={object} row={row} />
        {side.map((back) => (
          <Related key={back.name} back={back} parent={object} row={row} count={counts?.[back.name]} />
        ))}
        {files && <Files files={files} row={row} short />}
      </div>
    </div>
  );
}
