/** Two versions side by side: what each says, and how many would be in its classes today. */
import { useSearchParams } from "react-router";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import type { ObjectSpec, Row, Version } from "../../schema/types.ts";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { Select } from "../../ui/mantine.ts";
import { Counts } from "./Counts.tsx";
import { CutLines } from "./CutLines.tsx";
import { classesOf, codesIn, countsOf, movedOf, saidBy } from "./definition.ts";
import { type Scheme, useScheme, useTried, useVersions } from "./hooks.ts";
import { MoveCharts } from "./MoveCharts.tsx";
import { Told } from "./Told.tsx";
import "./classes.css";

export default function Compare({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const scheme = useScheme(object, row);
  const versions = useVersions(scheme);
  const [params, setParams] = useSearchParams();
  if (versions.isError) return <Fault fault={versions.error} retry={() => versions.refetch()} />;
  if (!versions.data) return <Bones rows={8} />;
  const all = versions.data;
  if (all.length < 2) return <Empty icon="sitemap" title={t("classes.compare.lone")} />;
  const named = (name: string, other: Version) => all.find((one) => String(one.number) === params.get(name)) ?? other;
  const chosen = [named("one", all[1]!), named("other", all[0]!)];
  const put = (at: number, number: string) => {
    const [one, other] = chosen.map((each, index) => (index === at ? number : String(each.number)));
    setParams({ tab: "compare", one: one!, other: other! }, { replace: true });
  };
  return (
    <div className="zs-page zs-wide">
      <div className="zs-two zs-even">
        {chosen.map((version, at) => (
          <Side key={at} scheme={scheme} version={version}>
            <Select
              aria-label={t("classes.version_head")}
              w={220}
              allowDeselect={false}
              value={String(version.number)}
              data={all.map((one) => ({
                value: String(one.number),
                label: `${t("classes.version", { n: one.number })} · ${t(`classes.state.${one.state}`)}`,
              }))}
              onChange={(next) => next && put(at, next)}
            />
          </Side>
        ))}
      </div>
      {chosen[0] !== chosen[1] && <Between scheme={scheme} versions={all} one={chosen[0]!} other={chosen[1]!} />}
    </div>
  );
}

/** Who would be in which class by the one, and in which by the other. */
function Between(props: { scheme: Scheme; versions: Version[]; one: Version; other: Version }) {
  const { scheme, versions, one, other } = props;
  const { t } = useWords();
  const tried = useTried(scheme, other.number, one.number);
  if (!tried.data) return null;
  return (
    <>
      <strong>
        {t("classes.compare.moves", {
          one: one.number,
          other: other.number,
          n: grouped(movedOf(tried.data.moves)),
        })}
      </strong>
      <MoveCharts
        moves={tried.data.moves}
        classes={classesOf(versions, other)}
        then={t("classes.version", { n: one.number })}
        now={t("classes.version", { n: other.number })}
      />
    </>
  );
}

function Side({ scheme, version, children }: { scheme: Scheme; version: Version; children: React.ReactNode }) {
  const { t } = useWords();
  const tried = useTried(scheme, version.number);
  const said = saidBy(version);
  const counts = countsOf(tried.data?.moves ?? [], "to");
  const rows = codesIn(
    (tried.data?.moves ?? []).map((one) => ({ ...one, from: one.to })),
    said.classes,
  ).map((code) => ({ code, count: counts.get(code) ?? 0 }));
  return (
    <section className="z-panel" aria-label={t("classes.version", { n: version.number })}>
      <div className="z-panel-head zs-head">{children}</div>
      <div className="z-panel-body z-col">
        <div className="z-quiet zs-note">
          <span title={version.note || undefined}>
            {[minuteOf(version.published_at ?? version.at), version.by?.title, version.note]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </div>
        {tried.isError ? (
          <Fault fault={tried.error} />
        ) : tried.data ? (
          <Counts rows={rows} classes={said.classes} never={tried.data.never} />
        ) : (
          <Bones rows={4} />
        )}
        {scheme.target && tried.data && (
          <CutLines object={scheme.target} kind={scheme.kind} said={said} cuts={tried.data.cuts} />
        )}
        <h3 className="zs-h3">{t("classes.definition")}</h3>
        <Told scheme={scheme} said={said} />
      </div>
    </section>
  );
}
