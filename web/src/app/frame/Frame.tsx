/** Navigation on the left, the bar on top, tabs below on a phone, and the dialogs that any page may ask for. */
import { useMantineColorScheme } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { AccessDrawer } from "../../features/access/index.ts";
import type { ExportTarget } from "../../features/jobs/ExportDialog.tsx";
import { jobsKey, watched } from "../../features/jobs/index.ts";
import { forget } from "../../features/palette/index.ts";
import type { FormTarget } from "../../features/records/FormDrawer.tsx";
import { session } from "../../features/session/index.ts";
import { away, useAway } from "../../lib/away.ts";
import { useEvent, whenIdle } from "../../lib/hooks.ts";
import { useWords, withMoreWords } from "../../lib/i18n.ts";
import { composing, typing } from "../../lib/keys.ts";
import type { Conflict } from "../../schema/queries.ts";
import { isScheme, isSegments } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Boundary } from "../../ui/Boundary.tsx";
import { warmPopups } from "../../ui/Popup.tsx";
import { toast } from "../../ui/toast.tsx";
import { type Doings, DoingsContext, type RecordKey } from "../../views/doings.ts";
import { BottomTabs } from "./BottomTabs.tsx";
import "./frame.css";
import { Nav } from "./Nav.tsx";
import { TopBar } from "./TopBar.tsx";
import { ViewedAs } from "./ViewedAs.tsx";

const palettePart = () => import("../../features/palette/Palette.tsx");
const Palette = lazy(palettePart);
const FormDrawer = lazy(() => import("../../features/records/FormDrawer.tsx"));
const SegmentDrawer = lazy(withMoreWords(() => import("../../features/segments/SegmentDrawer.tsx")));
const SchemeDrawer = lazy(withMoreWords(() => import("../../features/classes/SchemeDrawer.tsx")));
const GatherDialog = lazy(withMoreWords(() => import("../../features/segments/Gather.tsx")));
const ExportDialog = lazy(() => import("../../features/jobs/ExportDialog.tsx"));
const MergeDialog = lazy(() => import("../../features/records/MergeDialog.tsx"));
const UndoDialog = lazy(() => import("../../features/history/UndoDialog.tsx"));
const ConflictDialog = lazy(() => import("../../features/history/ConflictDialog.tsx"));
const KeysDialog = lazy(() => import("./KeysDialog.tsx"));

export function Frame({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [form, setForm] = useState<FormTarget | null>(null);
  const [exporting, setExporting] = useState<ExportTarget | null>(null);
  const [merging, setMerging] = useState<{ object: ObjectSpec; ids: number[]; then: () => void } | null>(null);
  const [gathering, setGathering] = useState<{ object: ObjectSpec; ids: number[]; then: () => void } | null>(null);
  const [undoing, setUndoing] = useState<{ set: number; here?: RecordKey } | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [why, setWhy] = useState<{ object: ObjectSpec; record?: { id: number; title: string } } | null>(null);
  const doings = useMemo<Doings>(
    () => ({
      undo: (set, here) => setUndoing({ set, here }),
      conflict: setConflict,
      why: (object, record) => setWhy({ object, record }),
      create: (object, values) => setForm({ object, values }),
      edit: (object, id) => setForm({ object, id }),
      export: (object, query) => setExporting({ object, query }),
      merge: (object, ids, then) => setMerging({ object, ids, then }),
      gather: (object, ids, then) => setGathering({ object, ids, then }),
      bring: (object) => navigate(`/import?object=${object.name}`),
      begun: (job) => {
        watched.add(job);
        void client.invalidateQueries({ queryKey: jobsKey });
        toast({ text: t("jobs.begun") });
      },
    }),
    [navigate, client, t],
  );
  return (
    <DoingsContext value={doings}>
      <Inner>{children}</Inner>
      <Boundary
        over
        at={`${form?.object.name} ${exporting?.object.name} ${merging?.ids} ${gathering?.ids.length} ${undoing?.set} ${conflict?.id} ${why?.object.name}`}
      >
        <Suspense fallback={null}>
          {form && <Form target={form} onClose={() => setForm(null)} />}
          {gathering && <GatherDialog {...gathering} onClose={() => setGathering(null)} />}
          {exporting && <ExportDialog target={exporting} onClose={() => setExporting(null)} />}
          {merging && (
            <MergeDialog
              object={merging.object}
              ids={merging.ids}
              onClose={() => setMerging(null)}
              onMerged={() => {
                merging.then();
                setMerging(null);
              }}
            />
          )}
          {undoing && (
            <UndoDialog
              key={undoing.set}
              changeSet={undoing.set}
              here={undoing.here}
              onClose={() => setUndoing(null)}
            />
          )}
          {why && <AccessDrawer object={why.object} record={why.record} onClose={() => setWhy(null)} />}
          {conflict && <ConflictDialog conflict={conflict} onClose={() => setConflict(null)} />}
        </Suspense>
      </Boundary>
    </DoingsContext>
  );
}

/** The form of an object: that of every record, or the one that it has of its own. */
function Form(given: { target: FormTarget; onClose: () => void }) {
  const { object, id } = given.target;
  if (isSegments(object)) return <SegmentDrawer {...given} />;
  if (isScheme(object) && !id) return <SchemeDrawer {...given} />;
  return <FormDrawer {...given} />;
}

function Inner({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const lost = useAway();
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  /** What is typed before the palette has the focus. */
  const early = useRef("");
  const search = useEvent(() => {
    early.current = "";
    setPalette(true);
  });
  const signOut = useEvent(async () => {
    await session.signOut();
    forget();
    navigate("/sign-in", { replace: true });
    client.clear();
  });

  useEffect(warmPopups, []);
  useEffect(() => whenIdle(() => void palettePart().catch(() => undefined)), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (composing(event)) return;
      const mod = event.ctrlKey || event.metaKey;
      const coming = palette && document.activeElement?.getAttribute("aria-controls") !== "palette-list";
      if (mod && event.key.toLowerCase() === "k") {
        event.preventDefault();
        if (palette) setPalette(false);
        else search();
      } else if (coming) {
        event.preventDefault();
        if (event.key === "Escape") setPalette(false);
        else if (event.key.length === 1 && !mod) early.current += event.key;
      } else if (!mod && !event.altKey && !typing(event.target) && !document.querySelector("[role=dialog]")) {
        if (event.key === "/") {
          event.preventDefault();
          search();
        } else if (event.key === "?") setHelp(true);
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [palette, search]);

  return (
    <div className="za">
      <a href="#main" className="za-skip">
        {t("top.skip")}
      </a>
      <Nav />
      <div className="za-right">
        <TopBar
          onSearch={search}
          onHelp={() => setHelp(true)}
          onSignOut={signOut}
          theme={colorScheme}
          setTheme={setColorScheme}
        />
        <ViewedAs />
        {lost && (
          <div className="za-away" role="status">
            <span className="z-grow">{t("fault.away")}</span>
            <button type="button" className="z-plain" style={{ fontWeight: 600 }} onClick={away.retry}>
              {t("do.retry")}
            </button>
          </div>
        )}
        <main id="main" className="za-main">
          {children}
        </main>
        <BottomTabs />
      </div>
      <Boundary over at={`${palette} ${help}`}>
        <Suspense fallback={null}>
          {palette && (
            <Palette early={early} setTheme={setColorScheme} signOut={signOut} onClose={() => setPalette(false)} />
          )}
          {help && <KeysDialog onClose={() => setHelp(false)} />}
        </Suspense>
      </Boundary>
    </div>
  );
}
