/** What customers want: the categories they buy of, or the tags they were given. */
import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { NeedWords } from "../../ui/charts/index.ts";
import { Choose } from "./Choose.tsx";
import { doorTo, useCard } from "./cards.ts";

interface Wanted {
  object: ObjectSpec;
  /** The field of the tags, if there is one. */
  tags: string | undefined;
  /** Whether anything was bought. */
  bought: boolean;
  when: boolean;
}

export function Needs({ object, tags, bought, when }: Wanted) {
  const { t } = useWords();
  const [kept, setWay] = useState("bought");
  const ways = [
    ...(bought ? [["bought", t("analysis.bought")] as const] : []),
    ...(tags ? [["tags", t("analysis.tags")] as const] : []),
  ];
  const way = ways.some(([one]) => one === kept) ? kept : ways[0]?.[0];
  if (!way) return null;
  const tools = <Choose label={t("analysis.way")} of={ways} value={way} onChange={setWay} />;
  return (
    <div className="zn-wide">
      {way === "tags" && tags ? (
        <Tags object={object} field={tags} when={when} tools={tools} />
      ) : (
        <Bought object={object} when={when} tools={tools} />
      )}
    </div>
  );
}

interface Given {
  object: ObjectSpec;
  when: boolean;
  tools: React.ReactNode;
}

function Bought({ object, when, tools }: Given) {
  const { t } = useWords();
  const { told, frame } = useCard(object, "needs", {}, when);
  return (
    <NeedWords
      {...frame}
      title={t("analysis.needs")}
      help={t("analysis.needs_help")}
      tools={tools}
      of={t("analysis.category")}
      measure={object.label_plural}
      words={(told?.rows ?? []).map((one) => ({
        word: one.title,
        weight: one.count,
        door: doorTo(object, one.where),
      }))}
    />
  );
}

function Tags({ object, field, when, tools }: Given & { field: string }) {
  const { t } = useWords();
  const { told, frame } = useCard(object, "breakdown", { field }, when);
  return (
    <NeedWords
      {...frame}
      title={t("analysis.needs")}
      help={t("analysis.tags_help")}
      tools={tools}
      of={t("analysis.tags")}
      measure={object.label_plural}
      words={(told?.rows ?? []).map((one) => ({
        word: String(one.value ?? ""),
        weight: one.count,
        door: doorTo(object, one.where),
      }))}
    />
  );
}
