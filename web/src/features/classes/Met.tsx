/** How many records meet each condition of a version, and how many those of several classes. */
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import type { Tried } from "../../schema/types.ts";
import { ClassMark } from "./ClassMark.tsx";
import type { ClassOf } from "./definition.ts";

export function Met({ tried, classes }: { tried: Tried; classes: readonly ClassOf[] }) {
  const { t } = useWords();
  const { parts, overlap } = tried;
  if (parts.length === 0) return null;
  return (
    <section className="z-panel" aria-label={t("classes.met.title")}>
      <div className="z-panel-head">{t("classes.met.title")}</div>
      <div className="z-panel-body">
        {overlap > 0 && <div className="zs-watch">{t("classes.met.overlap", { n: grouped(overlap) })}</div>}
        <ol className="zs-told">
          {parts.map((one, at) => (
            <li key={at} className="zs-line">
              <span className="zs-words">{one.words}</span>
              <Gives part={one} classes={classes} />
              <span className={one.count === 0 ? "z-num zs-watch" : "z-num"}>
                {one.count === 0 ? t("classes.never") : grouped(one.count)}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Gives({ part, classes }: { part: Tried["parts"][number]; classes: readonly ClassOf[] }) {
  if (part.class) return <ClassMark code={part.class} classes={classes} />;
  if (part.points === null) return null;
  return <span className="z-quiet z-num">{part.points > 0 ? `+${part.points}` : part.points}</span>;
}
