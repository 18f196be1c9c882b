/** Classes with how many are in each: a bar of its colour, the number, its share; of a preview, the number before. */
import { Link } from "react-router";
import { inARow, useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { ClassMark, useClassName } from "./ClassMark.tsx";
import type { ClassOf } from "./definition.ts";

export interface Counted {
  code: string | null;
  count: number;
  /** What it is now, where `count` is what it would be. */
  before?: number;
  to?: string | null;
}

interface Props {
  rows: readonly Counted[];
  classes: readonly ClassOf[];
  /** Classes that nobody would be in. */
  never?: readonly string[];
}

const percent = (part: number, whole: number) => (whole > 0 ? `${((part / whole) * 100).toFixed(1)}%` : "–");

export function Counts({ rows, classes, never = [] }: Props) {
  const { t, language } = useWords();
  const name = useClassName(classes);
  const whole = rows.reduce((sum, one) => sum + one.count, 0);
  const most = Math.max(1, ...rows.map((one) => one.count));
  return (
    <>
      <table className="zs-counts">
        <tbody>
          {rows.map(({ code, count, before, to }) => {
            const color = classes.find((one) => one.code === code)?.color ?? undefined;
            const nobody = code !== null && never.includes(code);
            const number = (
              <span className={nobody ? "z-num zs-watch" : "z-num"} title={nobody ? t("classes.never") : undefined}>
                {grouped(count)}
              </span>
            );
            return (
              <tr key={code ?? ""}>
                <th scope="row">
                  <ClassMark code={code} classes={classes} />
                </th>
                <td className="zs-bar" aria-hidden="true">
                  {count > 0 && <i data-color={color} style={{ width: `max(2px, ${(count / most) * 100}%)` }} />}
                </td>
                <td className="zs-number">{to && count > 0 ? <Link to={to}>{number}</Link> : number}</td>
                <td className="zs-number z-quiet z-num">{percent(count, whole)}</td>
                {before !== undefined && (
                  <td className="zs-number z-num" title={t("classes.was", { n: grouped(before) })}>
                    <Change by={count - before} />
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {never.length > 0 && (
        <div className="zs-watch">{t("classes.never_in", { which: inARow(never.map(name), language) })}</div>
      )}
    </>
  );
}

function Change({ by }: { by: number }) {
  if (by === 0) return <span className="z-quiet">±0</span>;
  return <>{by > 0 ? `+${grouped(by)}` : `−${grouped(-by)}`}</>;
}
