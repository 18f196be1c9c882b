/** What a version would do, before it is in force: who would move where; and the button that does it. */
import { Link, useSearchParams } from "react-router";
import { useWords } from "../../lib/i18n.ts";
import { pathOf } from "../../schema/meta.ts";
import type { ObjectSpec, Row, Tried, Version } from "../../schema/types.ts";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { Select } from "../../ui/mantine.ts";
import { ClassMark } from "./ClassMark.tsx";
import { Counts } from "./Counts.tsx";
import { CutLines } from "./CutLines.tsx";
import { classesOf, codesIn, countsOf, draftOf, inForce, planned, saidBy } from "./definition.ts";
import { type Scheme, useScheme, useTried, useVersions } from "./hooks.ts";
import { Met } from "./Met.tsx";
import { MoveCharts } from "./MoveCharts.tsx";
import { Publish } from "./Publish.tsx";
import "./classes.css";

export default function Preview({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const scheme = useScheme(object, row);
  const versions = useVersions(scheme);
  const [params, setParams] = useSearchParams();
  const all = versions.data ?? [];
  const asked = Number(params.get("version"));
  const version = all.find((one) => one.number === asked) ?? draftOf(all) ?? planned(all) ?? inForce(all);
  const tried = useTried(scheme, version?.number);
  if (versions.isError) return <Fault fault={versions.error} retry={() => versions.refetch()} />;
  if (!versions.data) return <Bones rows={8} />;
  if (!version) return <Empty icon="sitemap" title={t("classes.none")} text={t("classes.none_text")} />;
  return (
    <div className="zs-page zs-wide">
      <div className="z-row z-wrap">
        <Select
          aria-label={t("classes.version_head")}
          w={220}
          allowDeselect={false}
          value={String(version.number)}
          data={all.map((one) => ({
            value: String(one.number),
            label: `${t("classes.version", { n: one.number })} · ${t(`classes.state.${one.state}`)}`,
          }))}
          onChange={(next) => next && setParams({ tab: "preview", version: next }, { replace: true })}
        />
        <span className="z-quiet z-clip z-grow">{version.note}</span>
      </div>
      {tried.isError ? (
        <Fault fault={tried.error} retry={() => tried.refetch()} />
      ) : tried.data ? (
        <Shown scheme={scheme} version={version} versions={all} tried={tried.data} />
      ) : (
        <Bones rows={10} />
      )}
    </div>
  );
}

interface ShownProps {
  scheme: Scheme;
  version: Version;
  versions: Version[];
  tried: Tried;
}

function Shown({ scheme, version, versions, tried }: ShownProps) {
  const { t } = useWords();
  const classes = classesOf(versions, version);
  const codes = codesIn(tried.moves, saidBy(version).classes);
  const [was, would] = [countsOf(tried.moves, "from"), countsOf(tried.moves, "to")];
  const rows = codes.map((code) => ({ code, count: would.get(code) ?? 0, before: was.get(code) ?? 0 }));
  return (
    <>
      <Publish scheme={scheme} version={version} tried={tried} />
      <div className="zs-two">
        <section className="z-panel" aria-label={t("classes.preview.counts")}>
          <div className="z-panel-head">{t("classes.preview.counts")}</div>
          <div className="z-panel-body">
            <Counts rows={rows} classes={classes} never={tried.never} />
            {scheme.target && (
              <CutLines object={scheme.target} kind={scheme.kind} said={saidBy(version)} cuts={tried.cuts} />
            )}
          </div>
        </section>
        <Movers scheme={scheme} tried={tried} classes={classes} />
      </div>
      <Met tried={tried} classes={classes} />
      <MoveCharts moves={tried.moves} classes={classes} then={t("classes.now")} now={t("classes.preview.would")} />
    </>
  );
}

function Movers({
  scheme,
  tried,
  classes,
}: Pick<ShownProps, "scheme" | "tried"> & { classes: ReturnType<typeof classesOf> }) {
  const { t } = useWords();
  const scored = tried.sample.some((one) => one.score !== null);
  return (
    <section className="z-panel" aria-label={t("classes.preview.sample")}>
      <div className="z-panel-head">{t("classes.preview.sample")}</div>
      {tried.sample.length === 0 ? (
        <Empty title={t("classes.preview.nobody")} />
      ) : (
        <div className="zs-scroll">
          <table className="zs-movers">
            <thead>
              <tr>
                <th scope="col">{scheme.target?.label}</th>
                <th scope="col">{t("classes.now")}</th>
                <th scope="col">{t("classes.preview.would")}</th>
                {scored && <th scope="col">{t("classes.score.score")}</th>}
              </tr>
            </thead>
            <tbody>
              {tried.sample.map((one) => (
                <tr key={one.record.id}>
                  <td>
                    {scheme.target ? (
                      <Link to={pathOf(scheme.target, one.record.id)}>{one.record.title}</Link>
                    ) : (
                      one.record.title
                    )}
                  </td>
                  <td>
                    <ClassMark code={one.from} classes={classes} />
                  </td>
                  <td>
                    <ClassMark code={one.to} classes={classes} />
                  </td>
                  {scored && <td className="z-num">{one.score}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
