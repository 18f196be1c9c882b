/** All suggestions for one's own records: taken or ignored one by one, or several at once. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { FieldText } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { useTitle } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, objectNamed, pathOf, useMeta } from "../../schema/meta.ts";
import type { Waiting } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Box } from "../../ui/Check.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { type About, useSuggesting } from "./deciding.ts";
import { firstOfEach } from "./once.ts";
import { Source } from "./Source.tsx";
import "./capture.css";

const MOST = 50; // of one answer

export default function SuggestionsPage() {
  const { t } = useWords();
  const meta = useMeta();
  const query = useQuery({ queryKey: ["suggestions"], queryFn: api.waiting, staleTime: 0 });
  const [chosen, setChosen] = useState<number[]>([]);
  const { busy, decide } = useSuggesting();
  useTitle(t("capture.suggested"));
  const rows = (query.data ?? []).filter((one) => objectNamed(meta, one.record.object));
  const ticked = rows.filter((one) => chosen.includes(one.id));
  const perform = async (some: Waiting[], accept: boolean) => {
    const taken = accept ? firstOfEach(some) : some;
    await decide(
      taken.map((one): About => ({ plural: objectNamed(meta, one.record.object)!.plural, record: one.record.id, one })),
      accept,
    );
    setChosen((before) => before.filter((id) => !taken.some((one) => one.id === id)));
  };
  return (
    <div className="z-page">
      <div className="z-narrow z-col" style={{ gap: 14 }}>
        <header className="z-row z-wrap">
          <h1 className="z-title">{t("capture.suggested")}</h1>
          <span className="z-quiet z-grow cap-help">{t("capture.page_help")}</span>
        </header>
        {query.isError && !query.data ? (
          <Fault fault={query.error} retry={() => query.refetch()} />
        ) : !query.data ? (
          <Bones rows={8} />
        ) : rows.length === 0 ? (
          <section className="z-panel">
            <Empty icon="bolt" title={t("capture.none_waits")} text={t("capture.none_waits_text")} />
          </section>
        ) : (
          <section className="z-panel" aria-label={t("capture.suggested")}>
            <div className="z-panel-head cap-bar">
              <Box
                aria-label={t("capture.all")}
                checked={ticked.length === rows.length}
                indeterminate={ticked.length > 0 && ticked.length < rows.length}
                onChange={() => setChosen(ticked.length === rows.length ? [] : rows.map((one) => one.id))}
              />
              <span className="z-grow z-num" aria-live="polite">
                {ticked.length > 0
                  ? t("capture.ticked", { n: ticked.length })
                  : t(rows.length < MOST ? "capture.waiting" : "capture.waiting_most", { n: rows.length })}
              </span>
              <Button
                size="xs"
                loading={busy}
                disabled={ticked.length === 0}
                onClick={() => void perform(ticked, true)}
              >
                {t("capture.accept")}
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={busy || ticked.length === 0}
                onClick={() => void perform(ticked, false)}
              >
                {t("capture.ignore")}
              </Button>
            </div>
            <ul className="cap-all">
              {rows.map((one) => (
                <Line
                  key={one.id}
                  one={one}
                  ticked={chosen.includes(one.id)}
                  busy={busy}
                  onTick={(on) =>
                    setChosen((before) => (on ? [...before, one.id] : before.filter((id) => id !== one.id)))
                  }
                  onDecide={(accept) => void perform([one], accept)}
                />
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}

interface LineProps {
  one: Waiting;
  ticked: boolean;
  busy: boolean;
  onTick: (on: boolean) => void;
  onDecide: (accept: boolean) => void;
}

function Line({ one, ticked, busy, onTick, onDecide }: LineProps) {
  const { t } = useWords();
  const object = objectNamed(useMeta(), one.record.object);
  const field = object && fieldNamed(object, one.field);
  if (!object || !field) return null;
  return (
    <li data-field={one.field}>
      <Box
        aria-label={`${one.record.title} ${one.label}`}
        checked={ticked}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <div className="cap-what">
        <Link to={pathOf(object, one.record.id)}>{one.record.title}</Link>
        <div className="cap-news">
          <span className="z-quiet">{one.label}</span>
          {!blank(one.before) && (
            <>
              <s className="z-quiet">
                <FieldText field={field} value={one.before} />
              </s>
              <Icon name="chevron-right" size={14} />
            </>
          )}
          <strong>
            <FieldText field={field} value={one.value} />
          </strong>
        </div>
        <Source one={one} />
      </div>
      <div className="z-row">
        <Button size="xs" variant="default" disabled={busy} onClick={() => onDecide(true)}>
          {t("capture.accept")}
        </Button>
        <Button size="xs" variant="subtle" color="gray" disabled={busy} onClick={() => onDecide(false)}>
          {t("capture.ignore")}
        </Button>
      </div>
    </li>
  );
}
