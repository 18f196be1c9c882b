/** Folders and addresses that are read by the clock: how each does, and what was taken from it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { ago, minuteOf } from "../../../lib/dates.ts";
import { useWords } from "../../../lib/i18n.ts";
import { grouped } from "../../../lib/numbers.ts";
import { api } from "../../../schema/api.ts";
import { objectNamed, titleOf, useMeta } from "../../../schema/meta.ts";
import { useList } from "../../../schema/queries.ts";
import type { ObjectSpec, Row, SourceState } from "../../../schema/types.ts";
import { Button } from "../../../ui/Button.tsx";
import { Bones, Empty, Fault, useFaultWords } from "../../../ui/Faces.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useWrites } from "../../../views/useWrites.ts";
import { Runs } from "./Runs.tsx";
import { SourceDrawer } from "./SourceDrawer.tsx";

export const statesKey = ["import_sources", "states"] as const;

export default function Sources({ object }: { object: ObjectSpec }) {
  const { t } = useWords();
  const [open, setOpen] = useState<{ row: Row | null } | null>(null);
  const list = useList(object.plural, { limit: 200, sort: object.sort });
  const states = useQuery({
    queryKey: statesKey,
    queryFn: api.sources,
    refetchInterval: (query) => (query.state.data?.rows.some((one) => one.running) ? 2000 : 30_000),
  });
  const known = new Map(states.data?.rows.map((one) => [one.id, one]));
  const failed = list.isError ? list : states.isError ? states : null;
  return (
    <section className="z-panel" style={{ marginTop: 28 }} aria-label={t("imports.sources.title")}>
      <div className="z-panel-head">
        <span className="z-grow">{t("imports.sources.title")}</span>
        {object.rights.create && (
          <Button size="xs" onClick={() => setOpen({ row: null })}>
            {t("do.new", { what: object.label })}
          </Button>
        )}
      </div>
      <p className="z-quiet zi-help">{t("imports.sources.help")}</p>
      {failed && !failed.data ? (
        <Fault fault={failed.error} retry={() => failed.refetch()} />
      ) : !list.data ? (
        <Bones rows={2} />
      ) : list.data.rows.length === 0 ? (
        <Empty icon={object.icon} title={t("imports.sources.none")} />
      ) : (
        <ul className="zi-sources">
          {list.data.rows.map((row) => (
            <Line key={row.id} object={object} row={row} state={known.get(row.id)} onEdit={() => setOpen({ row })} />
          ))}
        </ul>
      )}
      {open && (
        <SourceDrawer
          object={object}
          row={open.row}
          state={open.row ? known.get(open.row.id) : undefined}
          folders={states.data?.folders ?? true}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

interface Props {
  object: ObjectSpec;
  row: Row;
  state: SourceState | undefined;
  onEdit: () => void;
}

function Line({ object, row, state, onEdit }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const words = useFaultWords();
  const { remove } = useWrites(object);
  const [shown, setShown] = useState(false);
  const title = titleOf(object, row);
  const now = async () => {
    try {
      await api.readSource(row.id);
      toast({ text: t("imports.sources.asked") });
      await client.invalidateQueries({ queryKey: statesKey });
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  const into = objectNamed(meta, state?.object ?? "")?.label;
  const often = t(`imports.sources.${row.unit}`, { n: grouped(Number(row.every)), at: String(row.at ?? "") }).trim();
  return (
    <li>
      <div className="zi-source">
        <div className="z-grow">
          <button type="button" className="z-plain zi-source-name" onClick={onEdit}>
            {title}
          </button>
          <div className="z-quiet">{[into, often].filter(Boolean).join(" · ")}</div>
        </div>
        {state && <How state={state} active={Boolean(row.active)} />}
        <div className="zi-source-do">
          <IconButton
            icon="refresh"
            size={28}
            label={`${t("imports.sources.now")} ${title}`}
            disabled={state?.running}
            onClick={now}
          />
          <IconButton
            icon="history"
            size={28}
            label={`${t("imports.sources.runs")} ${title}`}
            aria-expanded={shown}
            onClick={() => setShown(!shown)}
          />
          <IconButton icon="trash" size={28} label={`${t("do.delete")} ${title}`} onClick={() => remove(row)} />
        </div>
      </div>
      {state?.error && (
        <p className="zi-source-fault" role="status">
          {state.error.message}
        </p>
      )}
      {shown && <Runs key={state?.last_at} source={row.id} />}
    </li>
  );
}

function How({ state, active }: { state: SourceState; active: boolean }) {
  const { t } = useWords();
  const bad = state.outcome === "failed";
  const lines = [
    state.running
      ? t("imports.sources.running")
      : state.last_at
        ? `${ago(state.last_at, t)} · ${t(`imports.sources.outcome.${state.outcome ?? "nothing"}`)}`
        : t("imports.sources.never"),
    !active ? t("imports.sources.off") : state.next_at ? `${t("imports.sources.next")} ${minuteOf(state.next_at)}` : "",
    state.failures > 1 ? t("imports.sources.failures", { n: grouped(state.failures) }) : "",
    state.template_changed ? t("imports.sources.template_changed") : "",
  ];
  return (
    <div className="zi-source-how z-quiet">
      {lines.filter(Boolean).map((line, index) => (
        <Fragment key={line}>
          <span data-bad={(bad && index === 0) || undefined}>{line}</span>
        </Fragment>
      ))}
    </div>
  );
}
