/** Who is in a static segment: found and added one by one, by codes that are pasted or come in a file, and taken out. */

import { useQuery } from "@tanstack/react-query";
import { type DragEvent, useState } from "react";
import { Link } from "react-router";
import { useStill } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { pathOf, titleOf } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, useFaultWords } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { FileButton, Textarea, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { useGathering } from "./gathering.ts";
import { codesIn, membersOf } from "./lists.ts";

const SHOWN = 50;

export function Members({ target, segment }: { target: ObjectSpec; segment: number }) {
  const { t } = useWords();
  const gather = useGathering(segment);
  const [ways, setWays] = useState<"find" | "codes" | null>(null);
  const withCodes = target.fields.some((one) => one.kind === "code");
  const list = useList(target.plural, { where: membersOf(segment), columns: [target.title_field], limit: SHOWN });
  const toggle = (way: "find" | "codes") => setWays(ways === way ? null : way);
  return (
    <section className="z-panel">
      <div className="z-panel-head z-wrap">
        <span className="z-grow">{t("segments.by_hand_title")}</span>
        <Button size="xs" variant={ways === "find" ? "filled" : "default"} onClick={() => toggle("find")}>
          {t("segments.find")}
        </Button>
        {withCodes && (
          <Button size="xs" variant={ways === "codes" ? "filled" : "default"} onClick={() => toggle("codes")}>
            {t("segments.codes")}
          </Button>
        )}
      </div>
      {ways === "find" && <Find target={target} onAdd={(id) => void gather({ add: [id] })} />}
      {ways === "codes" && <Codes target={target} onAdd={(codes) => gather({ codes })} />}
      {!list.data ? (
        <Bones rows={4} />
      ) : list.data.rows.length === 0 ? (
        <Empty icon="users-group" title={t("segments.nobody")} text={t("segments.nobody_text")} />
      ) : (
        <ul className="zs-list">
          {list.data.rows.map((one) => (
            <li key={one.id} className="z-row">
              <Link to={pathOf(target, one.id)} className="z-grow z-clip">
                {titleOf(target, one)}
              </Link>
              <IconButton
                icon="x"
                size={24}
                iconSize={14}
                label={t("segments.take_out", { title: titleOf(target, one) })}
                onClick={() => void gather({ remove: [one.id] })}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Find({ target, onAdd }: { target: ObjectSpec; onAdd: (id: number) => void }) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const still = useStill(text.trim(), 200);
  const found = useQuery({
    queryKey: ["search", target.name, still],
    queryFn: ({ signal }) => api.search(still, { objects: target.name, limit: 8, signal }),
    enabled: still !== "",
  });
  return (
    <div className="zs-add">
      <TextInput
        aria-label={t("segments.find")}
        placeholder={t("segments.find_hint")}
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {found.data?.rows.map((one) => (
        <div key={one.id} className="z-row">
          <span className="z-grow z-clip">
            {one.title} <span className="z-quiet">{[one.code, one.subtitle].filter(Boolean).join(" · ")}</span>
          </span>
          <Button size="xs" variant="subtle" onClick={() => onAdd(one.id)}>
            {t("segments.add")}
          </Button>
        </div>
      ))}
      {found.data?.rows.length === 0 && <span className="z-quiet">{t("segments.not_found")}</span>}
    </div>
  );
}

interface CodesProps {
  target: ObjectSpec;
  onAdd: (codes: string[]) => Promise<{ unknown: string[] } | null>;
}

function Codes({ target, onAdd }: CodesProps) {
  const { t } = useWords();
  const words = useFaultWords();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const codes = codesIn(text);
  const read = async (file: File | null | undefined) => {
    if (!file) return;
    const told = await file.text();
    if (!told.includes("\0")) return setText(told);
    setBusy(true);
    try {
      const { upload } = await api.upload(file);
      setText((await api.importCodes(upload, target.name)).codes.join("\n"));
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
    setBusy(false);
  };
  const drop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void read(event.dataTransfer.files[0]);
  };
  const add = async () => {
    setBusy(true);
    const done = await onAdd(codes);
    setBusy(false);
    if (done) setText(done.unknown.join("\n"));
  };
  return (
    <div className="zs-add">
      <Textarea
        aria-label={t("segments.codes")}
        placeholder={t("segments.codes_hint")}
        autosize
        minRows={4}
        maxRows={10}
        value={text}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="z-row">
        <FileButton accept=".xlsx,.xls,.ods,.csv,.txt,.tsv,text/plain,text/csv" onChange={(file) => void read(file)}>
          {(props) => (
            <Button size="xs" variant="default" {...props}>
              {t("segments.file")}
            </Button>
          )}
        </FileButton>
        <span className="z-grow z-quiet z-num">
          {codes.length > 0 && t("segments.codes_count", { n: grouped(codes.length) })}
        </span>
        <Button size="xs" disabled={codes.length === 0} loading={busy} onClick={() => void add()}>
          {t("segments.add")}
        </Button>
      </div>
    </div>
  );
}
