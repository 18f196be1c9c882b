/** What marks each cluster: the middle of its records in each measure. */
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { fieldNamed } from "../../schema/meta.ts";
import { MEASURE } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { ClassMark } from "./ClassMark.tsx";
import { type ClusterSaid, valueAt } from "./definition.ts";

export function Middles({ object, said }: { object: ObjectSpec; said: ClusterSaid }) {
  const { t } = useWords();
  if (said.middles.length === 0) return null;
  return (
    <div className="zs-scroll">
      <table className="zs-movers">
        <caption className="z-quiet">{t("classes.cluster.middles")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("classes.class")}</th>
            {said.measures.map((code) => (
              <th key={code} scope="col" className="zs-number">
                {fieldNamed(object, MEASURE + code)?.label ?? code}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {said.middles.map((one) => (
            <tr key={one.class}>
              <td>
                <ClassMark code={one.class} classes={said.classes} />
              </td>
              {said.measures.map((code, at) => {
                const scale = said.scales[at];
                const place = one.at[at];
                return (
                  <td key={code} className="zs-number z-num">
                    {scale && place !== undefined ? grouped(Number(valueAt(scale, place).toFixed(1))) : ""}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
