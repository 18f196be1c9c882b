/** A group of records that are probably the same: who they are, why, and what to do with them. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { addDays, today } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { titleOf } from "../../schema/meta.ts";
import type { Group, ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Menu } from "../../ui/Popup.tsx";
import { useDoings } from "../../views/doings.ts";
import { GroupRecords } from "./GroupRecords.tsx";
import { sureness } from "./GroupStrip.tsx";
import { usePerform } from "./perform.ts";

const WAITS = [7, 30, 90];

export function GroupCard({ object, group }: { object: ObjectSpec; group: Group }) {
  const { t } = useWords();
  const doings = useDoings();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<number[]>(() => group.records.map((one) => one.id));
  const again = () => void client.invalidateQueries({ queryKey: ["duplicates"] });
  const perform = usePerform(again);
  const put = (until: string | null) =>
    perform(() => api.later(group.id, until), {
      text: t(until ? "duplicates.said_later" : "duplicates.said_back"),
      undo: () => api.later(group.id, group.until),
    });
  const differ = () =>
    perform(() => api.different(group.id, whole ? [] : others), {
      text: t("duplicates.said_different"),
      undo: ({ at }) => api.undoDecision(object.name, at),
    });
  const others = group.records.map((one) => one.id).filter((id) => !chosen.includes(id));
  const whole = others.length === 0 || chosen.length < 2;
  return (
    <section className="z-panel zd-group" aria-label={titleOf(object, group.records[0]!)}>
      <div className="z-panel-head">
        <span className="zd-sure">{sureness(group.probability)}</span>
        <span className="z-quiet">{t("duplicates.size", { n: group.size })}</span>
        <span className="z-grow" />
        <Button size="xs" variant="subtle" color="gray" onClick={differ}>
          {t(whole ? "duplicates.different" : "duplicates.others_differ")}
        </Button>
        {group.until ? (
          <Button size="xs" variant="subtle" color="gray" onClick={() => put(null)}>
            {t("duplicates.back")}
          </Button>
        ) : (
          <Menu
            label={t("duplicates.later")}
            button={(opener) => (
              <Button size="xs" variant="subtle" color="gray" {...opener}>
                {t("duplicates.later")}
              </Button>
            )}
            lines={() =>
              WAITS.map((days) => ({
                label: t("duplicates.in_days", { n: days }),
                run: () => put(addDays(today(), days)),
              }))
            }
          />
        )}
        <Button size="xs" disabled={chosen.length < 2} onClick={() => doings.merge(object, chosen, again)}>
          {t("duplicates.beside")}
        </Button>
      </div>
      <p className="zd-why">
        {group.pairs.slice(0, 3).map((one) => (
          <span key={`${one.first}-${one.second}`}>
            {group.size > 2 && <span className="z-quiet z-num">{`#${one.first} – #${one.second} `}</span>}
            {one.reasons}
            <br />
          </span>
        ))}
      </p>
      <GroupRecords
        object={object}
        rows={group.records}
        size={group.size}
        chosen={group.size > 2 ? chosen : undefined}
        onChosen={setChosen}
      />
    </section>
  );
}
