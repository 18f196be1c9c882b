/** Answers of forms that somebody must look at: take them as they are, attach them to a record, or drop them. */
import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Link } from "react-router";
import { FieldCell, FieldInput, FieldText } from "../../fields/parts.tsx";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, objectNamed, useMeta, writable } from "../../schema/meta.ts";
import type { FieldSpec } from "../../schema/types.ts";
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
  const [open, setOpen] = useState<{ answer: Answer; mended: Values } | null>(null);
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
            <Line key={one.id} answer={one} onAttach={(mended) => setOpen({ answer: one, mended })} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button variant="subtle" onClick={() => void query.fetchNextPage()}>
          {t("do.show_more")}
        </Button>
      )}
      {open && <Attach {...open} onClose={() => setOpen(null)} />}
    </>
  );
}

type Values = Record<string, unknown>;
type Faults = Record<string, { message: string }>;

function Line({ answer, onAttach }: { answer: Answer; onAttach: (mended: Values) => void }) {
  const { t } = useWords();
  const meta = useMeta();
  const decide = useDeciding();
  const [editing, setEditing] = useState(false);
  const [mended, setMended] = useState<Values>({});
  const [said, setSaid] = useState<Faults | null>(null); // what was wrong at the last try
  const object = objectNamed(meta, answer.object);
  const open = answer.state === "waiting" || answer.state === "refused";
  const faults: Faults = said ?? answer.faults;
  const put = (name: string, value: unknown) => {
    setMended((before) => ({ ...before, [name]: value === "" ? null : value }));
    setSaid((before) => {
      const { [name]: _gone, ...rest } = before ?? answer.faults;
      return rest;
    });
  };
  const accept = () =>
    decide(
      () => api.acceptAnswer(answer.id, mended),
      t("forms.accepted"),
      (found) => {
        if (Object.keys(found).length === 0) return;
        setSaid(found);
        setEditing(true);
      },
    );
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
        {Object.entries(answer.values).map(([name, sent]) => (
          <Value
            key={name}
            name={name}
            field={object && fieldNamed(object, name)}
            sent={sent}
            value={name in mended ? mended[name] : sent}
            fault={faults[name]?.message}
            onChange={editing ? (next) => put(name, next) : undefined}
          />
        ))}
      </dl>
      {faults[""] && <div className="zf-wrong">{faults[""].message}</div>}
      {open && (
        <div className="z-row z-wrap">
          <Button size="xs" onClick={() => void accept()}>
            {t("forms.accept")}
          </Button>
          <Button size="xs" variant="default" onClick={() => onAttach(mended)}>
            {t("forms.attach")}
          </Button>
          {editing ? (
            <Button
              size="xs"
              variant="subtle"
              onClick={() => {
                setEditing(false);
                setMended({});
                setSaid(null);
              }}
            >
              {t("forms.as_sent")}
            </Button>
          ) : (
            <Button size="xs" variant="subtle" onClick={() => setEditing(true)}>
              {t("forms.mend")}
            </Button>
          )}
          <Button size="xs" variant="subtle" onClick={() => void drop()}>
            {t("forms.drop_do")}
          </Button>
        </div>
      )}
    </li>
  );
}

interface ValueProps {
  name: string;
  field: FieldSpec | undefined;
  sent: unknown;
  value: unknown;
  fault: string | undefined;
  /** There while it is mended; what one sees only in part is left as it is. */
  onChange: ((next: unknown) => void) | undefined;
}

function Value({ name, field, sent, value, fault, onChange }: ValueProps) {
  const id = useId();
  const mends = onChange && field && writable(field) && !field.masked;
  const other = JSON.stringify(value) !== JSON.stringify(sent);
  return (
    <div className={String(value).length > 40 ? "zf-long" : undefined} data-field={name}>
      <dt>
        <label htmlFor={id}>{field?.label ?? name}</label>
      </dt>
      <dd>
        {mends ? (
          <FieldInput id={id} field={field} value={value} invalid={Boolean(fault)} onChange={onChange} />
        ) : field ? (
          <FieldCell field={field} value={value} />
        ) : (
          String(value)
        )}
        {other && <s className="z-quiet">{field ? <FieldText field={field} value={sent} /> : String(sent)}</s>}
        {fault && <div className="zf-wrong">{fault}</div>}
      </dd>
    </div>
  );
}
