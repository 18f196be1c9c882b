/** What a version would do, before it is in force: who would move where; and the button that does it. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { pathOf } from "../../schema/meta.ts";
import type { ObjectSpec, Row, Tried, Version } from "../../schema/types.ts";
import { ask } from "../../ui/ask.tsx";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { Select } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../../views/doings.ts";
import { JobLine, jobsKey, running, useJob } from "../jobs/index.ts";
import { ClassMark } from "./ClassMark.tsx";
import { Counts } from "./Counts.tsx";
import { CutLines } from "./CutLines.tsx";
import { classesOf, codesIn, countsOf, draftOf, inForce, movedOf, saidBy } from "./definition.ts";
import { type Scheme, useAnew, useScheme, useTried, useVersions } from "./hooks.ts";
import { MoveCharts } from "./MoveCharts.tsx";
import "./classes.css";

export default function Preview({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const scheme = useScheme(object, row);
  const versions = useVersions(scheme);
  const [params, setParams] = useSearchParams();
  const all = versions.data ?? [];
  const asked = Number(params.get("version"));
  const version = all.find((one) => one.number === asked) ?? draftOf(all) ?? inForce(all);
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

function Publish({ scheme, version, tried }: Pick<ShownProps, "scheme" | "version" | "tried">) {
  const { t } = useWords();
  const client = useQueryClient();
  const doings = useDoings();
  const words = useFaultWords();
  const anew = useAnew(scheme);
  const [begun, setBegun] = useState<number | null>(null);
  const job = useJob(begun);
  const ended = Boolean(job.data && !running(job.data));
  useEffect(() => {
    if (ended) void anew();
  }, [ended, anew]);
  const moved = movedOf(tried.moves);
  const all = tried.moves.reduce((sum, one) => sum + one.count, 0);
  const fresh = tried.moves.reduce((sum, one) => sum + (one.from === null && one.to !== null ? one.count : 0), 0);
  const gone = tried.moves.reduce((sum, one) => sum + (one.from !== null && one.to === null ? one.count : 0), 0);
  const say = t("classes.preview.says", { moved: grouped(moved), all: grouped(all) });
  const parts = [
    fresh > 0 && t("classes.preview.fresh", { n: grouped(fresh) }),
    gone > 0 && t("classes.preview.gone", { n: grouped(gone) }),
  ].filter(Boolean);
  const back = version.state === "retired";
  const publish = async () => {
    const title = t(back ? "classes.roll_back_ask" : "classes.publish_ask", { n: version.number });
    if (!(await ask({ title, body: say, confirm: t(back ? "classes.roll_back" : "classes.publish") }))) return;
    try {
      const { job: made } = await api.publishVersion(scheme.id, version.number);
      setBegun(made);
      doings.begun(made);
      await client.invalidateQueries({ queryKey: jobsKey });
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  return (
    <section className="z-panel zs-publish" aria-live="polite">
      <div className="z-grow">
        <strong>{version.state === "published" ? t("classes.preview.in_force") : say}</strong>
        <div className="z-quiet">
          {version.state === "published"
            ? moved > 0 && t("classes.preview.drifted", { n: grouped(moved) })
            : parts.join(" ")}
        </div>
        {job.data && begun !== null && <JobLine job={job.data} />}
      </div>
      {scheme.may && version.state !== "published" && (
        <Button onClick={publish} loading={begun !== null && !ended}>
          {t(back ? "classes.roll_back" : "classes.publish")}
        </Button>
      )}
    </section>
  );
}
