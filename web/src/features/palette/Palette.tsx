/** Ctrl/⌘ K: records as one types, views and actions by their words or their pinyin initials. */

import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useStill } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { means } from "../../lib/initials.ts";
import { composing } from "../../lib/keys.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, pathOf, useMeta } from "../../schema/meta.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Modal } from "../../ui/mantine.ts";
import { type Action, type SetTheme, useActions } from "./actions.ts";
import { recentRecords } from "./recent.ts";
import "./palette.css";

interface Entry {
  id: string;
  icon: string;
  title: string;
  subtitle?: string;
  tail?: string;
  run: () => void;
}

interface Props {
  /** What was typed before the palette had the focus. */
  early: { current: string };
  setTheme: SetTheme;
  signOut: () => void;
  onClose: () => void;
}

export default function Palette({ early, setTheme, signOut, onClose }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const navigate = useNavigate();
  const actions = useActions(setTheme, signOut);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [eager, setEager] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const q = useStill(typed.trim(), 60);
  const search = useQuery({
    queryKey: ["search", q],
    queryFn: ({ signal }) => api.search(q, { limit: 10, signal }),
    enabled: q.length > 0,
    placeholderData: (before) => before,
    staleTime: 10_000,
    retry: false,
  });

  // What is listed may still be of what was typed before: Enter then waits for what is meant.
  const settled = q === typed.trim() && (!q || !(search.isFetching || search.isPlaceholderData));
  const hits = q ? (search.data?.rows ?? []) : recentRecords();
  const groups = useMemo(() => {
    const records: Entry[] = hits.flatMap((hit) => {
      const object = objectNamed(meta, hit.object);
      if (!object) return [];
      return [
        {
          id: `${hit.object}.${hit.id}`,
          icon: object.icon ?? "point",
          title: hit.title ?? `#${hit.id}`,
          subtitle: hit.subtitle ?? undefined,
          tail: hit.code ?? object.label,
          run: () => navigate(pathOf(object, hit.id)),
        },
      ];
    });
    const meant = actions.filter((one) => means(typed, one.name, one.pinyin));
    const entry = (one: Action): Entry => ({
      id: one.id,
      icon: one.icon,
      title: one.name,
      tail: one.key,
      run: one.run,
    });
    const limit = q ? 6 : 4;
    return [
      { name: q ? t("palette.records") : t("palette.recent"), entries: records },
      {
        name: t("palette.actions"),
        entries: meant
          .filter((one) => one.group === "do")
          .slice(0, limit)
          .map(entry),
      },
      {
        name: t("palette.go"),
        entries: meant
          .filter((one) => one.group === "go")
          .slice(0, limit + 2)
          .map(entry),
      },
    ].filter((group) => group.entries.length > 0);
  }, [hits, actions, typed, q, meta, navigate, t]);
  const entries = groups.flatMap((group) => group.entries);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question starts at the top
  useEffect(() => setAt(0), [q]);
  useEffect(() => {
    // Newer browsers answer with a promise, which is nothing that an effect may give back.
    list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const pick = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when what was waited for is there
  useEffect(() => {
    if (eager && settled) {
      setEager(false);
      pick(entries[0]);
    }
  }, [eager, settled]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (composing(event)) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((before) => (entries.length === 0 ? 0 : (before + step + entries.length) % entries.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (settled || at > 0) pick(entries[Math.min(at, entries.length - 1)]);
      else setEager(true);
    }
  };
  let index = -1;
  return (
    <Modal.Root opened onClose={onClose} size={600} yOffset="12vh">
      <Modal.Overlay backgroundOpacity={0.32} />
      <Modal.Content aria-label={t("top.search")}>
        <Modal.Body p={0}>
          <div className="zp-head">
            <Icon name="search" size={18} />
            <input
              data-autofocus
              role="combobox"
              aria-expanded="true"
              aria-controls="palette-list"
              aria-activedescendant={entries.length > 0 ? `palette-${at}` : undefined}
              aria-label={t("top.search")}
              placeholder={t("palette.hint")}
              value={typed}
              onFocus={() => {
                const missed = early.current;
                early.current = "";
                if (missed) setTyped((before) => before + missed);
              }}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setEager(false);
              }}
              onKeyDown={onKeyDown}
              autoComplete="off"
              spellCheck={false}
            />
            <kbd>Esc</kbd>
          </div>
          <div className="zp-list" id="palette-list" role="listbox" aria-label={t("top.search")} ref={list}>
            {groups.map((group) => (
              <div key={group.name} role="group" aria-label={group.name}>
                <div className="zp-group">{group.name}</div>
                {group.entries.map((entry) => {
                  index += 1;
                  const here = index;
                  return (
                    <div
                      key={entry.id}
                      id={`palette-${here}`}
                      data-at={here}
                      role="option"
                      aria-selected={here === at}
                      className="zp-entry"
                      onMouseMove={() => setAt(here)}
                      onMouseDown={(event) => event.preventDefault()}
                      onClick={() => pick(entry)}
                      onKeyDown={undefined}
                    >
                      <Icon name={entry.icon} size={16} />
                      <span dir="auto" className="z-clip" style={{ fontWeight: 500, flex: "0 1 auto" }}>
                        {entry.title}
                      </span>
                      <span className="z-clip z-quiet z-grow">{entry.subtitle}</span>
                      <span className="z-quiet z-num" style={{ flex: "none" }}>
                        {entry.tail}
                      </span>
                    </div>
                  );
                })}
              </div>
            ))}
            {entries.length === 0 && <div className="z-empty">{search.isFetching ? "…" : t("palette.nothing")}</div>}
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
