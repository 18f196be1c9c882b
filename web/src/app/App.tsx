import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef } from "react";
import { Navigate, Route, Routes, useLocation, useNavigate } from "react-router";
import { ListPage } from "../features/records/ListPage.tsx";
import { useEvent, whenIdle } from "../lib/hooks.ts";
import { ApiError, onSignedOut } from "../lib/http.ts";
import { useWords, withMoreWords } from "../lib/i18n.ts";
import { MetaContext, metaKey, useMetaQuery } from "../schema/meta.ts";
import { Boundary } from "../ui/Boundary.tsx";
import { Bones, Fault } from "../ui/Faces.tsx";
import { Frame } from "./frame/Frame.tsx";

const recordPart = withMoreWords(() => import("../features/records/RecordPage.tsx"));
const RecordPage = lazy(recordPart);
const SignIn = lazy(() => import("../features/session/SignIn.tsx"));
const Workbench = lazy(() => import("../features/workbench/Workbench.tsx"));
const ImportPage = lazy(() => import("../features/imports/ImportPage.tsx"));
const DuplicatesPage = lazy(() => import("../features/duplicates/DuplicatesPage.tsx"));
const Held = lazy(() => import("../features/settings/Held.tsx"));
const QualityPage = lazy(() => import("../features/quality/QualityPage.tsx"));
const AnalysisPage = lazy(withMoreWords(() => import("../features/analysis/AnalysisPage.tsx")));
const SuggestionsPage = lazy(() => import("../features/capture/SuggestionsPage.tsx"));
const Settings = lazy(() => import("../features/settings/Settings.tsx"));

/** What is asked for before anybody is let do anything. */
const HOLDING = new Set(["access.password_to_change", "access.second_step_needed", "access.address_not_allowed"]);

export function App() {
  return (
    <Boundary at="">
      <Suspense fallback={null}>
        <Routes>
          <Route path="/sign-in" element={<SignIn />} />
          <Route path="*" element={<Inside />} />
        </Routes>
      </Suspense>
    </Boundary>
  );
}

function Inside() {
  const { language } = useWords();
  const navigate = useNavigate();
  const location = useLocation();
  const client = useQueryClient();
  const query = useMetaQuery();

  const leave = useEvent(() => {
    const here = `${location.pathname}${location.search}`;
    navigate(`/sign-in${here === "/" ? "" : `?next=${encodeURIComponent(here)}`}`, { replace: true });
  });
  useEffect(() => onSignedOut(leave), [leave]);
  // Labels come from the server: a new language asks for them again.
  const asked = useRef(language);
  useEffect(() => {
    if (asked.current === language) return;
    asked.current = language;
    void client.invalidateQueries({ queryKey: metaKey });
    void client.invalidateQueries({ predicate: (one) => one.queryKey[0] !== "meta" });
  }, [client, language]);
  useEffect(() => whenIdle(() => void recordPart().catch(() => undefined)), []);

  if (query.error instanceof ApiError && HOLDING.has(query.error.code)) return <Held fault={query.error} />;
  if (query.error instanceof ApiError && query.error.status === 401 && !query.data)
    return <Navigate to={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`} replace />;
  if (query.isError && !query.data) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!query.data) return <Shell />;
  return (
    <MetaContext value={query.data}>
      <Frame>
        <Boundary at={location.pathname}>
          <Suspense fallback={<Bones rows={14} />}>
            <Routes>
              <Route path="/" element={<Workbench />} />
              <Route path="/import" element={<ImportPage />} />
              <Route path="/duplicates" element={<DuplicatesPage />} />
              <Route path="/quality" element={<QualityPage />} />
              <Route path="/analysis" element={<AnalysisPage />} />
              <Route path="/suggestions" element={<SuggestionsPage />} />
              <Route path="/settings" element={<Settings />} />
              <Route path="/settings/:section" element={<Settings />} />
              <Route path="/:plural" element={<ListPage />} />
              <Route path="/:plural/:id" element={<RecordPage />} />
            </Routes>
          </Suspense>
        </Boundary>
      </Frame>
    </MetaContext>
  );
}

/** The outline of the frame until meta is here: nothing jumps when it comes. */
function Shell() {
  return (
    <div className="za">
      <div className="za-nav" />
      <div className="za-right">
        <div className="za-top" />
        <Bones rows={16} />
      </div>
    </div>
  );
}
