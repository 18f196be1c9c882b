/** Answers of forms that somebody must look at: take them as they are, attach them to a record, or drop them. */
import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { FieldCell } from "../../fields/parts.tsx";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, objectNamed, useMeta } from "../../schema/meta.ts";
import { ask } from "../../ui/ask.tsx";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { SegmentedControl } from "../../ui/mantine.ts";
import { Attach } from "./Attach.tsx";
import { Corrections } from "./Corrections.tsx";
import { useDeciding } from "./deciding.ts";
import "./forms.css";

type Page = Awaited<ReturnType<typeof api.answers>>;
export type Answer = Page["rows"][number];
const STATES = { open: "waiting,refused", done: "accepted,attached,dropped" };

export default function Inbox() {
  const meta = useMeta();
  const mayImport = meta.objects.some((one) => one.rights.import && !one.settings);
  return (
    <>
      <Corrections alone={!mayImport} />
      {mayImport && <Answers />}
    </>
  );
}

function Answers() {
  const { t } = useWords();
  const [shown, setShown] = useState<keyof typeof STATES>("open");
  const [open, setOpen] = useState<Answer | null>(null);
  const query = useInfiniteQuery<Page, Error, InfiniteData<Page>, string[], string | null>({
    queryKey: ["answers", shown],
    queryFn: ({ pageParam }) => api.answers(STATES[shown], pageParam),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    staleTime: 0,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <div className="z-panel-head">
        <span className="z-grow">{t("forms.inbox")}</span>
        <SegmentedControl
          size="xs"
          aria-label={t("forms.inbox")}
          data={Object.keys(STATES).map((value) => ({ value, label: t(`forms.shown.${value}`) }))}
          value={shown}
          onChange={(next) => setShown(next as keyof typeof STATES)}
        />
      </div>
      {query.isError && !query.data ? (
        <Fault fault={query.error} retry={() => query.refetch()} />
      ) : !query.data ? (
        <Bones rows={5} />
      ) : rows.length === 0 ? (
        <Empty icon="mail" title={t("forms.nothing_waits")} />
      ) : (
        <ul className="zf-answers">
          {rows.map((one) => (
            <Line key={one.id} answer={one} onAttach={() => setOpen(one)} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button variant="subtle" onClick={() => void query.fetchNextPage()}>
          {t("do.show_more")}
        </Button>
      )}
      {open && <Attach answer={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function Line({ answer, onAttach }: { answer: Answer; onAttach: () => void }) {
  const { t } = useWords();
  const meta = useMeta();
  const decide = useDeciding();
  const object = objectNamed(meta, answer.object);
  const open = answer.state === "waiting" || answer.state === "refused";
  const drop = async () => {
    if (await ask({ title: t("forms.drop"), body: t("forms.drop_body"), danger: true }))
      await decide(() => api.dropAnswer(answer.id), t("forms.dropped"));
  };
  return (
    <li>
      <div className="z-row z-wrap zf-about">
        <strong>{answer.form.title}</strong>
        <span className={`zf-state zf-${answer.state}`}>{t(`forms.states.${answer.state}`)}</span>
        <span className="z-quiet z-num">{minuteOf(answer.at)}</span>
        {answer.record && object && (
          <Link to={`/${object.plural}/${answer.record}`}>
            {object.label} #{answer.record}
          </Link>
        )}
      </div>
      {answer.reason && <div className="z-quiet">{answer.reason}</div>}
      <dl className="zf-values">
        {Object.entries(answer.values).map(([name, value]) => {
          const field = object && fieldNamed(object, name);
          return (
            <div key={name} className={String(value).length > 40 ? "zf-long" : undefined}>
              <dt>{field?.label ?? name}</dt>
              <dd>
                {field ? <FieldCell field={field} value={value} /> : String(value)}
                {answer.faults[name] && <div className="zf-wrong">{answer.faults[name].message}</div>}
              </dd>
            </div>
          );
        })}
      </dl>
      {answer.faults[""] && <div className="zf-wrong">{answer.faults[""].message}</div>}
      {open && (
        <div className="z-row z-wrap">
          <Button size="xs" onClick={() => void decide(() => api.acceptAnswer(answer.id), t("forms.accepted"))}>
            {t("forms.accept")}
          </Button>
          <Button size="xs" variant="default" onClick={onAttach}>
            {t("forms.attach")}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => void drop()}>
            {t("forms.drop_do")}
          </Button>
        </div>
      )}
    </li>
  );
}
