/** Who bought much more, or much less, than in the quarter before: each a way to the record. */
import { useWords } from "../../lib/i18n.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { ChartCard, DoorLink, exact, shortOf } from "../../ui/charts/index.ts";
import { type Told, useCard } from "./cards.ts";

type Rows = Told<"changes">["risers"];

export function Changes({ object, when }: { object: ObjectSpec; when: boolean }) {
  const { t } = useWords();
  const { told, frame } = useCard(object, "changes", {}, when);
  return (
    <>
      <Ranked
        object={object}
        title={t("analysis.risers")}
        rows={told?.risers}
        frame={frame}
        none={t("analysis.no_risers")}
      />
      <Ranked
        object={object}
        title={t("analysis.fallers")}
        rows={told?.fallers}
        frame={frame}
        none={t("analysis.no_fallers")}
      />
    </>
  );
}

interface Given {
  object: ObjectSpec;
  title: string;
  rows: Rows | undefined;
  frame: { loading: boolean; empty: string | undefined };
  none: string;
}

function Ranked({ object, title, rows = [], frame, none }: Given) {
  const { t, language } = useWords();
  const door = (id: number) => `/${object.plural}/${id}`;
  return (
    <ChartCard
      {...frame}
      title={title}
      help={t("analysis.changes_help")}
      note={t("analysis.changes_note")}
      height={330}
      empty={frame.empty ?? (frame.loading || rows.length ? undefined : none)}
      table={{
        columns: [
          { label: object.label },
          { label: t("analysis.before"), figure: "money" },
          { label: t("analysis.after"), figure: "money" },
          { label: t("analysis.change"), figure: "money" },
        ],
        rows: rows.map((one) => [
          { value: one.record.title, door: door(one.record.id) },
          { value: one.before },
          { value: one.after },
          { value: one.change },
        ]),
      }}
    >
      {() => (
        <table className="z-table zn-changes">
          <thead>
            <tr>
              <th scope="col">{object.label}</th>
              <th scope="col">{t("analysis.before")}</th>
              <th scope="col">{t("analysis.after")}</th>
              <th scope="col">{t("analysis.change")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.record.id}>
                <th scope="row" className="z-clip" title={one.record.title ?? undefined}>
                  <DoorLink door={door(one.record.id)}>{one.record.title}</DoorLink>
                </th>
                {[one.before, one.after, one.change].map((value, at) => (
                  <td key={at} className="z-num" title={exact(value, "money")}>
                    {at === 2 && value > 0 ? "+" : ""}
                    {shortOf(value, language, "money")}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ChartCard>
  );
}
