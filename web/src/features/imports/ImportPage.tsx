/** The import wizard: file, sheet and columns, preview, run, result. */
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useSearchParams } from "react-router";
import { useTitle } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import { mainObject, working } from "../../schema/roles.ts";
import type { Upload } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, useFaultWords } from "../../ui/Faces.tsx";
import { toast } from "../../ui/toast.tsx";
import { jobsKey } from "../jobs/index.ts";
import { Check } from "./check/Check.tsx";
import { forget } from "./check/useRows.ts";
import { DropFile } from "./DropFile.tsx";
import "./imports.css";
import { usable } from "./linked/state.ts";
import { Mapping } from "./Mapping.tsx";
import { Result } from "./Result.tsx";
import { type Choice, FRESH, planOf, sheetFor, USUAL, withWord } from "./state.ts";

const Sources = lazy(() => import("./sources/Sources.tsx"));

const Linked = lazy(() => import("./linked/Linked.tsx"));

export default function ImportPage() {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const words = useFaultWords();
  const [params, setParams] = useSearchParams();
  const offered = working(meta).filter((one) => one.rights.import);
  const sources = objectNamed(meta, "import_source");
  const first = objectNamed(meta, params.get("object")) ?? mainObject(meta) ?? offered[0];
  const [upload, setUpload] = useState<Upload | null>(null);
  const [choice, setChoice] = useState<Choice>({
    ...FRESH,
    object: first?.name ?? "",
    ...USUAL,
  });
  const [busy, setBusy] = useState(false);
  const [together, setTogether] = useState(false);
  const job = Number(params.get("job")) || null;
  const checking = params.get("check");
  useTitle(t("nav.import"));
  if (offered.length === 0) return <Empty icon="lock" title={t("fault.403")} />;

  const tell = (fault: unknown) => {
    const { message, code } = words(fault);
    toast({ text: message, code, bad: true });
  };
  const send = async (file: File) => {
    setBusy(true);
    try {
      const kept = await api.upload(file);
      setUpload(kept);
      setTogether(false);
      setChoice((before) => {
        return { ...before, ...FRESH, sheet: sheetFor(kept.sheets, objectNamed(meta, before.object)) };
      });
    } catch (fault) {
      tell(fault);
    } finally {
      setBusy(false);
    }
  };
  const run = async (key: string | undefined, checked: boolean) => {
    if (!key) return;
    setBusy(true);
    try {
      const made = await api.importRun(key, { ...planOf(choice), checked });
      void client.invalidateQueries({ queryKey: jobsKey });
      setParams({ object: choice.object, job: String(made.job) });
    } catch (fault) {
      tell(fault);
    } finally {
      setBusy(false);
    }
  };
  const check = async () => {
    if (!upload) return;
    setBusy(true);
    try {
      await api.importCheck(upload.upload, planOf(choice));
      forget(client, upload.upload);
      setParams({ object: choice.object, check: upload.upload });
    } catch (fault) {
      tell(fault);
    } finally {
      setBusy(false);
    }
  };
  const again = () => {
    setUpload(null);
    setChoice((before) => ({ ...before, ...FRESH }));
    setParams({ object: choice.object });
  };
  const at = job ? 3 : checking ? 2 : upload ? 1 : 0;
  return (
    <div className="z-page">
      <div style={{ maxWidth: at === 2 ? undefined : at === 1 ? 1240 : 860, margin: "0 auto" }}>
        <header className="z-row" style={{ marginBottom: 14, gap: 18 }}>
          <h1 className="z-title">{t("nav.import")}</h1>
          <ol className="zi-steps">
            {["file", "columns", "check", "result"].map((step, index) => (
              <li key={step} aria-current={index === at ? "step" : undefined} data-past={index < at || undefined}>
                <span className="z-num">{index + 1}</span> {t(`imports.step.${step}`)}
              </li>
            ))}
          </ol>
        </header>
        {job ? (
          <Result job={job} object={objectNamed(meta, choice.object)} onAgain={again} />
        ) : checking ? (
          <Check
            upload={checking}
            busy={busy}
            onRun={() => void run(checking, true)}
            onAlike={(column, was, now) => setChoice((before) => withWord(before, column, was, now))}
            onColumns={upload ? () => setParams({ object: choice.object }) : undefined}
            onBack={again}
          />
        ) : upload && together ? (
          <Suspense fallback={<Bones rows={9} />}>
            <Linked
              upload={upload}
              onStarted={(started) => setParams({ object: choice.object, job: String(started) })}
              onSingle={() => setTogether(false)}
              onBack={again}
            />
          </Suspense>
        ) : upload ? (
          <div className="z-col" style={{ gap: 12 }}>
            {usable(upload).length > 1 && (
              <section className="z-panel z-row z-wrap zi-several">
                <span className="z-grow">{t("imports.linked.several", { n: usable(upload).length })}</span>
                <Button variant="default" onClick={() => setTogether(true)}>
                  {t("imports.linked.together")}
                </Button>
              </section>
            )}
            <Mapping
              upload={upload}
              choice={choice}
              set={setChoice}
              busy={busy}
              onCheck={check}
              onRun={() => void run(upload.upload, false)}
              onBack={again}
            />
          </div>
        ) : (
          <DropFile
            offered={offered}
            object={choice.object}
            setObject={(object) => setChoice({ ...choice, object })}
            busy={busy}
            onFile={send}
          />
        )}
        {at === 0 && sources?.rights.read && (
          <Suspense>
            <Sources object={sources} />
          </Suspense>
        )}
      </div>
    </div>
  );
}
