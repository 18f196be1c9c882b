/** A scheme as it stands: who is in which class, what it says, and the versions that it had. */
import { lazy, Suspense, useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { fieldNamed } from "../../schema/meta.ts";
import { CLASS } from "../../schema/roles.ts";
import type { ObjectSpec, Row, Version } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { type Counted, Counts } from "./Counts.tsx";
import { classesOf, codesIn, countsOf, type Definition, draftOf, inForce, saidBy } from "./definition.ts";
import { listOf, type Scheme, useAnew, useNow, useScheme, useUnclassified, useVersions } from "./hooks.ts";
import { Requests } from "./Requests.tsx";
import { Told } from "./Told.tsx";
import { Versions } from "./Versions.tsx";
import "./classes.css";

const Draft = lazy(() => import("./draft/Draft.tsx"));

/** What the editor begins with: a version's words, or nothing. */
type Begun = { said: Definition | null; note: string };

export default function Now({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const scheme = useScheme(object, row);
  const versions = useVersions(scheme);
  const [params, setParams] = useSearchParams();
  const [draft, setDraft] = useState<Begun | null>(null);
  if (versions.isError) return <Fault fault={versions.error} retry={() => versions.refetch()} />;
  if (!versions.data) return <Bones rows={8} />;
  const current = inForce(versions.data);
  const open = draftOf(versions.data);
  const look = (tab: string, more: Record<string, string>) => {
    const next = new URLSearchParams(params);
    next.set("tab", tab);
    for (const [name, value] of Object.entries(more)) next.set(name, value);
    setParams(next);
  };
  const edit = (from: Version | undefined) =>
    setDraft({ said: from ? saidBy(from) : null, note: from?.state === "draft" ? from.note : "" });
  const editing = scheme.may && scheme.target;
  return (
    <div className="zs-page">
      {current ? (
        <InForce scheme={scheme} version={current} versions={versions.data}>
          {editing && (
            <Button size="xs" onClick={() => edit(open ?? current)}>
              {t(open ? "classes.draft.go_on" : "classes.draft.edit")}
            </Button>
          )}
        </InForce>
      ) : (
        <section className="z-panel">
          <Empty icon="sitemap" title={t("classes.none")} text={t(open ? "classes.only_draft" : "classes.none_text")}>
            {editing && (
              <Button onClick={() => edit(open)}>{t(open ? "classes.draft.go_on" : "classes.draft.begin")}</Button>
            )}
            {open && (
              <Button variant="default" onClick={() => look("preview", { version: String(open.number) })}>
                {t("classes.preview.title")}
              </Button>
            )}
          </Empty>
        </section>
      )}
      {current && scheme.kind === "manual" && <Requests scheme={scheme} classes={classesOf(versions.data, current)} />}
      {versions.data.length > 0 && (
        <Versions scheme={scheme} versions={versions.data} onLook={look} onEdit={editing ? edit : undefined} />
      )}
      {draft && scheme.target && (
        <Suspense>
          <Draft
            scheme={scheme}
            target={scheme.target}
            said={draft.said}
            note={draft.note}
            onClose={() => setDraft(null)}
            onPreview={(number) => {
              setDraft(null);
              look("preview", { version: String(number) });
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

interface InForceProps {
  scheme: Scheme;
  version: Version;
  versions: Version[];
  children: React.ReactNode;
}

function InForce({ scheme, version, versions, children }: InForceProps) {
  const { t } = useWords();
  const anew = useAnew(scheme);
  const now = useNow(scheme);
  const outside = useUnclassified(scheme);
  const classes = classesOf(versions, version);
  const known = !scheme.target || fieldNamed(scheme.target, CLASS + scheme.code);
  useEffect(() => {
    if (!known) void anew(); // somebody published it while this page stood open
  }, [known, anew]);
  const counts = countsOf(now.data ?? [], "to");
  const rows: Counted[] = codesIn(now.data ?? [], saidBy(version).classes)
    .filter((code) => code !== null)
    .map((code) => ({ code, count: counts.get(code) ?? 0, to: listOf(scheme, code) }));
  if (outside.data) rows.push({ code: null, count: outside.data.count, to: listOf(scheme, null) });
  return (
    <>
      <section className="z-panel" aria-label={t("classes.in_force")}>
        <div className="z-panel-head zs-head">
          <span>{t("classes.in_force")}</span>
          <span className="z-quiet z-grow zs-when">
            {t("classes.version", { n: version.number })}
            {version.published_at && ` · ${minuteOf(version.published_at)}`}
            {outside.data && scheme.target && ` · ${grouped(outside.data.of)} ${scheme.target.label_plural}`}
          </span>
          {children}
        </div>
        {now.isError ? (
          <Fault fault={now.error} retry={() => now.refetch()} />
        ) : now.data ? (
          <div className="z-panel-body">
            <Counts rows={rows} classes={classes} />
          </div>
        ) : (
          <Bones rows={4} />
        )}
      </section>
      <section className="z-panel" aria-label={t("classes.definition")}>
        <div className="z-panel-head">{t("classes.definition")}</div>
        <div className="z-panel-body">
          <Told scheme={scheme} said={saidBy(version)} />
        </div>
      </section>
    </>
  );
}
