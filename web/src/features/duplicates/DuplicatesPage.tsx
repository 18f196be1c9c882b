/** Duplicates: of each object the groups that wait, the last scan, and the rules at entry. */
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { minuteOf } from "../../lib/dates.ts";
import { useTitle } from "../../lib/hooks.ts";
import { inARow, useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import type { Compared, ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../../views/doings.ts";
import { Decisions } from "./Decisions.tsx";
import { GroupCard } from "./GroupCard.tsx";
import { Requests } from "./Requests.tsx";
import { Rules } from "./Rules.tsx";
import "./duplicates.css";

const MergeMany = lazy(() => import("./MergeMany.tsx"));
const SCANNING = 2000;
const ALL_OPEN = { in: "duplicates:50" }; // all that the page shows

const STATES = ["open", "later", "different"] as const;
type State = (typeof STATES)[number];
const TITLES = { open: "open", later: "put_off", different: "called_different" } as const;

export default function DuplicatesPage() {
  const { t } = useWords();
  const meta = useMeta();
  const [params, setParams] = useSearchParams();
  const status = useQuery({ queryKey: ["duplicates", "status"], queryFn: api.compared });
  useTitle(t("duplicates.title"));
  const rows = status.data ?? [];
  const chosen = rows.find((one) => one.object === params.get("object")) ?? rows[0];
  const object = chosen && objectNamed(meta, chosen.object);
  const state: State = STATES.find((one) => one === params.get("state")) ?? "open";
  return (
    <div className="z-page">
      <div className="z-narrow">
        <header className="z-row">
          <h1 className="z-title">{t("duplicates.title")}</h1>
        </header>
        <Requests />
        {status.isError ? (
          <Fault fault={status.error} retry={() => status.refetch()} />
        ) : !status.data ? (
          <Bones rows={8} />
        ) : !chosen || !object ? (
          <Empty icon="copy" title={t("duplicates.not_yours")} />
        ) : (
          <>
            <div className="zd-tabs">
              {rows.map((one) => (
                <button
                  key={one.object}
                  type="button"
                  className="z-plain"
                  aria-pressed={one === chosen}
                  onClick={() => setParams({ object: one.object })}
                >
                  {one.label} <span className="z-quiet z-num">{grouped(one.open)}</span>
                </button>
              ))}
            </div>
            <Scan key={chosen.object} object={object} compared={chosen} />
            <div className="z-row" style={{ gap: 14, margin: "14px 0 10px", flexWrap: "wrap" }}>
              {STATES.map((one) => (
                <Button
                  key={one}
                  size="xs"
                  variant={one === state ? "default" : "subtle"}
                  color={one === state ? undefined : "gray"}
                  aria-pressed={one === state}
                  onClick={() => setParams({ object: object.name, ...(one === "open" ? {} : { state: one }) })}
                >
                  {t(`duplicates.${TITLES[one]}`)} {one !== "different" && grouped(chosen[one])}
                </Button>
              ))}
              <span className="z-grow" />
              {chosen.open > 0 && (
                <Link to={`/${object.plural}?where=${encodeURIComponent(JSON.stringify(ALL_OPEN))}`}>
                  {t("duplicates.as_list")}
                </Link>
              )}
            </div>
            {state === "different" ? (
              <Decisions key={object.name} object={object} />
            ) : (
              <Groups key={`${object.name} ${state}`} object={object} state={state} scanned={chosen.at !== null} />
            )}
          </>
        )}
        <Rules />
      </div>
    </div>
  );
}

function Scan({ object, compared }: { object: ObjectSpec; compared: Compared }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const doings = useDoings();
  const words = useFaultWords();
  const [many, setMany] = useState(false);
  const [before, setBefore] = useState<string | null | undefined>(undefined); // the scan of before, while one runs
  const running = before !== undefined && before === compared.at;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: ["duplicates"] }), SCANNING);
    return () => clearInterval(timer);
  }, [running, client]);
  const scan = async () => {
    try {
      const { job } = await api.scan(object.name);
      doings.begun(job);
      setBefore(compared.at);
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  return (
    <div className="zd-head">
      <span className="z-quiet zd-scanned">
        {compared.at
          ? t("duplicates.scanned", {
              at: minuteOf(compared.at),
              n: grouped(compared.records ?? 0),
              s: Math.max(1, Math.round(compared.seconds ?? 0)),
            })
          : t("duplicates.never")}{" "}
        {t("duplicates.by", { fields: inARow(compared.compared, language) })}
      </span>
      <Button variant="default" size="xs" loading={running} onClick={scan}>
        {t(compared.at ? "duplicates.again" : "duplicates.scan")}
      </Button>
      {compared.open > 0 && (
        <Button variant="default" size="xs" onClick={() => setMany(true)}>
          {t("duplicates.bulk")}
        </Button>
      )}
      {many && (
        <Suspense>
          <MergeMany object={object} onClose={() => setMany(false)} />
        </Suspense>
      )}
    </div>
  );
}

interface Listed {
  object: ObjectSpec;
  state: "open" | "later";
  scanned: boolean;
}

function Groups({ object, state, scanned }: Listed) {
  const { t } = useWords();
  const list = useInfiniteQuery({
    queryKey: ["duplicates", object.name, state],
    queryFn: ({ pageParam }) => api.groups({ object: object.name, state, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (list.isError) return <Fault fault={list.error} retry={() => list.refetch()} />;
  if (!list.data) return <Bones rows={10} />;
  const groups = list.data.pages.flatMap((page) => page.groups);
  if (groups.length === 0)
    return (
      <Empty
        icon={scanned ? "circle-check" : "copy"}
        title={t(state === "later" ? "duplicates.none_later" : scanned ? "duplicates.none" : "duplicates.not_scanned")}
        text={scanned || state === "later" ? undefined : t("duplicates.not_scanned_text")}
      />
    );
  return (
    <>
      {groups.map((one) => (
        <GroupCard key={`${one.id} ${one.size}`} object={object} group={one} />
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t("do.more")}
        </Button>
      )}
    </>
  );
}
