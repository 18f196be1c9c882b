/** Whether a programme paid: what those who took part bought, against those who were held out. */
import { useQuery } from "@tanstack/react-query";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { useMeta } from "../../schema/meta.ts";
import { keys } from "../../schema/queries.ts";
import { isScheme } from "../../schema/roles.ts";
import type { ObjectSpec, ProgrammeResult, Row } from "../../schema/types.ts";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { ClassMark } from "./ClassMark.tsx";
import { classesOf, inForce } from "./definition.ts";
import { useVersions } from "./hooks.ts";
import "./classes.css";

const money = (value: number) => grouped(value.toFixed(2));
const signed = (value: number) => (value > 0 ? `+${money(value)}` : money(value).replace("-", "−"));

export default function Programme({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const told = useQuery({
    queryKey: keys.about(object.plural, row.id, "result"),
    queryFn: () => api.programmeResult(object.plural, row.id),
  });
  if (told.isError) return <Fault fault={told.error} retry={() => told.refetch()} />;
  if (!told.data) return <Bones rows={4} />;
  const { difference } = told.data;
  return (
    <div className="zs-page">
      <section className="z-panel" aria-label={t("classes.programme.title")}>
        <div className="z-panel-head">
          <span className="z-grow">{t("classes.programme.title")}</span>
          <For row={row} />
        </div>
        {difference ? (
          <div className="z-panel-body">
            <strong className="z-num">{t("classes.programme.a_head", { n: signed(difference.a_head) })}</strong>
            <div className="z-quiet z-num">
              {t("classes.programme.between", { low: signed(difference.low), high: signed(difference.high) })}
            </div>
            <div>{t(difference.sure ? "classes.programme.sure" : "classes.programme.unsure")}</div>
          </div>
        ) : (
          <Empty title={t("classes.evaluation.too_little")} text={t("classes.programme.needs_more")} />
        )}
      </section>
      <Sides told={told.data} />
    </div>
  );
}

/** The class that it is for. */
function For({ row }: { row: Row }) {
  const schemes = useMeta().objects.find(isScheme);
  const id = (row.scheme as { id: number } | null)?.id;
  return schemes?.rights.read && id ? <Called schemes={schemes} scheme={id} code={String(row.in_class)} /> : null;
}

function Called({ schemes, scheme, code }: { schemes: ObjectSpec; scheme: number; code: string }) {
  const versions = useVersions({ id: scheme, code: "", kind: "", of: schemes, target: undefined, may: false }).data;
  return versions ? <ClassMark code={code} classes={classesOf(versions, inForce(versions))} /> : null;
}

function Sides({ told }: { told: ProgrammeResult }) {
  const { t } = useWords();
  return (
    <section className="z-panel zs-scroll">
      <table className="zs-movers">
        <thead>
          <tr>
            <th scope="col">{t("classes.programme.side")}</th>
            <th scope="col" className="zs-number">
              {t("classes.programme.count")}
            </th>
            <th scope="col" className="zs-number">
              {t("classes.programme.bought")}
            </th>
            <th scope="col" className="zs-number">
              {t("classes.programme.mean")}
            </th>
          </tr>
        </thead>
        <tbody>
          {(["treated", "held_out"] as const).map((side) => (
            <tr key={side}>
              <td>{t(`classes.programme.${side}`)}</td>
              <td className="zs-number z-num">{grouped(told[side]?.count ?? 0)}</td>
              <td className="zs-number z-num">{grouped(told[side]?.bought ?? 0)}</td>
              <td className="zs-number z-num">{told[side] ? money(told[side].mean) : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
