/** What the draft would do, as it was saved last. */
import { useWords } from "../../../lib/i18n.ts";
import { grouped } from "../../../lib/numbers.ts";
import { Bones, Fault } from "../../../ui/Faces.tsx";
import { Counts } from "../Counts.tsx";
import { CutLines } from "../CutLines.tsx";
import { classesOf, codesIn, countsOf, movedOf, saidBy } from "../definition.ts";
import { type Scheme, useTried, useVersions } from "../hooks.ts";

interface Props {
  scheme: Scheme;
  number: number | null;
  /** Since then, something was changed. */
  changed: boolean;
}

export function Beside({ scheme, number, changed }: Props) {
  const { t } = useWords();
  const versions = useVersions(scheme);
  const open = number ?? versions.data?.find((one) => one.state === "draft")?.number;
  const tried = useTried(scheme, open);
  const version = versions.data?.find((one) => one.number === open);
  return (
    <aside className="zs-beside" aria-label={t("classes.draft.would")} aria-live="polite">
      <h3 className="zs-h3">{t("classes.draft.would")}</h3>
      {!open ? (
        <p className="z-quiet zs-p">{t("classes.draft.save_first")}</p>
      ) : tried.isError ? (
        <Fault fault={tried.error} />
      ) : tried.data && version ? (
        <div className="z-col" data-stale={changed || tried.isFetching || undefined}>
          {changed && <span className="zs-watch">{t("classes.draft.stale")}</span>}
          <span>
            {t("classes.preview.says", {
              moved: grouped(movedOf(tried.data.moves)),
              all: grouped(tried.data.moves.reduce((sum, one) => sum + one.count, 0)),
            })}
          </span>
          <Would scheme={scheme} version={version} tried={tried.data} />
          {scheme.target && (
            <CutLines object={scheme.target} kind={scheme.kind} said={saidBy(version)} cuts={tried.data.cuts} />
          )}
        </div>
      ) : (
        <Bones rows={5} />
      )}
    </aside>
  );
}

type Shown = {
  scheme: Scheme;
  version: Parameters<typeof saidBy>[0];
  tried: NonNullable<ReturnType<typeof useTried>["data"]>;
};

function Would({ version, tried }: Shown) {
  const said = saidBy(version);
  const [was, would] = [countsOf(tried.moves, "from"), countsOf(tried.moves, "to")];
  const rows = codesIn(tried.moves, said.classes).map((code) => ({
    code,
    count: would.get(code) ?? 0,
    before: was.get(code) ?? 0,
  }));
  return <Counts rows={rows} classes={classesOf([], version)} never={tried.never} />;
}
