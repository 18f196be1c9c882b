/** The draft of a scheme: one column of sections by its kind, and beside it what it would do as it was saved last. */
import { useEffect, useState } from "react";
import { ApiError } from "../../../lib/http.ts";
import { useWords } from "../../../lib/i18n.ts";
import { api } from "../../../schema/api.ts";
import { type Condition, complete } from "../../../schema/condition.ts";
import { measureFields } from "../../../schema/roles.ts";
import type { ObjectSpec } from "../../../schema/types.ts";
import { Button } from "../../../ui/Button.tsx";
import { useFaultWords } from "../../../ui/Faces.tsx";
import { useLeave } from "../../../ui/leave.ts";
import { Drawer, TextInput } from "../../../ui/mantine.ts";
import { toast } from "../../../ui/toast.tsx";
import type {
  AbcSaid,
  ClusterSaid,
  Definition,
  ManualSaid,
  RfmSaid,
  RulesSaid,
  ScoreSaid,
  StagesSaid,
} from "../definition.ts";
import { type Scheme, useAnew, useVersions } from "../hooks.ts";
import { begun } from "../templates.ts";
import { AbcEditor } from "./Abc.tsx";
import { Beside } from "./Beside.tsx";
import { ClassRows } from "./ClassRows.tsx";
import { ClusterEditor } from "./Cluster.tsx";
import { Plays } from "./Plays.tsx";
import { type DraftFault, FaultContext } from "./parts.tsx";
import { RfmEditor } from "./Rfm.tsx";
import { RulesEditor, ScoreEditor } from "./Rules.tsx";
import { renamed, without } from "./references.ts";
import { ManualEditor, StagesEditor } from "./Stages.tsx";

interface Props {
  scheme: Scheme;
  target: ObjectSpec;
  said: Definition | null;
  note: string;
  onClose: () => void;
  onPreview: (number: number) => void;
}

const MEASURES = ["recency", "frequency", "monetary", "measure"];

/** The first place where something has still to be filled in, if any. */
function unfinished(said: Definition): string | null {
  for (const name of ["rules", "points", "stages"]) {
    const rows = (said as unknown as Record<string, unknown>)[name];
    if (!Array.isArray(rows)) continue;
    const at = (rows as { where: Condition | null }[]).findIndex((one) => !one.where || !complete(one.where));
    if (at >= 0) return `${name}.${at}`;
  }
  if ("middles" in said && said.middles.length < 2) return "middles";
  return MEASURES.find((name) => (said as unknown as Record<string, unknown>)[name] === "") ?? null;
}

export default function Draft({ scheme, target, said, note: before, onClose, onPreview }: Props) {
  const { t } = useWords();
  const words = useFaultWords();
  const anew = useAnew(scheme);
  const versions = useVersions(scheme);
  const [definition, setDefinition] = useState<Definition>(() => said ?? begun(scheme.kind, measureFields(target)));
  const [note, setNote] = useState(before);
  const [fault, setFault] = useState<DraftFault | null>(null);
  const [saved, setSaved] = useState<number | null>(null);
  const [changed, setChanged] = useState(said === null);
  const [busy, setBusy] = useState(false);
  const { touch, mark, leave } = useLeave(onClose);
  const put = (next: Definition) => {
    touch();
    setChanged(true);
    setDefinition(next);
  };
  const part = (some: object) => put({ ...definition, ...some });
  const fixed = (versions.data ?? [])
    .filter((one) => one.state !== "draft")
    .flatMap((one) => (one.definition as unknown as Definition).classes.map((each) => each.code));

  const save = async (): Promise<number | null> => {
    const open = unfinished(definition);
    if (open) {
      setFault({ path: open, message: t("classes.draft.unfinished") });
      return null;
    }
    setBusy(true);
    try {
      const made = await api.saveDraft(scheme.id, definition as unknown as Record<string, unknown>, note);
      setFault(null);
      setChanged(false);
      mark(false);
      setSaved(made.number);
      await anew();
      return made.number;
    } catch (error) {
      const [place, found] =
        error instanceof ApiError
          ? (Object.entries(error.fields).find(([name]) => name.startsWith("definition.")) ?? [])
          : [];
      if (place && found) setFault({ path: place.replace("definition.", ""), message: found.message });
      else {
        const { message, code } = words(error);
        toast({ text: message, code, bad: true });
      }
      return null;
    } finally {
      setBusy(false);
    }
  };
  const look = async () => {
    const number = changed || saved === null ? await save() : saved;
    if (number !== null) onPreview(number);
  };
  useEffect(() => {
    if (fault) document.querySelector(".zs-wrong")?.scrollIntoView({ block: "center" });
  }, [fault]);

  const found = scheme.kind === "cluster"; // its classes are not thought of: they come of what is found
  const kind = <Kind scheme={scheme.id} kind={scheme.kind} object={target} said={definition} onChange={part} />;
  return (
    <Drawer
      opened
      onClose={leave}
      position="right"
      size="min(1280px, 100%)"
      title={t("classes.draft.title")}
      classNames={{ body: "zs-draft-body" }}
    >
      <FaultContext value={fault}>
        <form
          className="zs-draft"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
          onKeyDown={(event) => {
            if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              void save();
            }
          }}
        >
          <div className="zs-sections">
            {found && kind}
            {(!found || definition.classes.length > 0) && (
              <ClassRows
                classes={definition.classes}
                fixed={fixed}
                onChange={(classes) => part({ classes })}
                onRename={(from, to) => put(renamed(definition, from, to))}
                onDrop={(code) => put(without(definition, code))}
              />
            )}
            {!found && kind}
            <Plays said={definition} onChange={part} />
            <TextInput
              label={t("classes.note")}
              description={t("classes.note_help")}
              maxLength={500}
              value={note}
              onChange={(event) => {
                touch();
                setChanged(true);
                setNote(event.currentTarget.value);
              }}
            />
          </div>
          <Beside scheme={scheme} number={saved} changed={changed} />
          <footer className="zs-foot">
            <span className="z-grow z-clip" role="status">
              {fault ? (
                <span className="zs-wrong">{fault.message}</span>
              ) : (
                <span className="z-quiet">
                  {changed ? t("classes.draft.changed") : saved !== null && t("classes.draft.saved")}
                </span>
              )}
            </span>
            <Button variant="default" onClick={leave}>
              {t("do.close")}
            </Button>
            <Button type="submit" variant="default" loading={busy} data-tip="Ctrl S">
              {t("classes.draft.save")}
            </Button>
            <Button onClick={look} disabled={busy}>
              {t("classes.draft.look")}
            </Button>
          </footer>
        </form>
      </FaultContext>
    </Drawer>
  );
}

interface KindProps {
  scheme: number;
  kind: string;
  object: ObjectSpec;
  said: Definition;
  onChange: (part: object) => void;
}

function Kind({ scheme, kind, object, said, onChange }: KindProps) {
  if (kind === "rules") return <RulesEditor object={object} said={said as RulesSaid} onChange={onChange} />;
  if (kind === "score") return <ScoreEditor object={object} said={said as ScoreSaid} onChange={onChange} />;
  if (kind === "rfm") return <RfmEditor object={object} said={said as RfmSaid} onChange={onChange} />;
  if (kind === "abc") return <AbcEditor object={object} said={said as AbcSaid} onChange={onChange} />;
  if (kind === "stages") return <StagesEditor object={object} said={said as StagesSaid} onChange={onChange} />;
  if (kind === "manual") return <ManualEditor object={object} said={said as ManualSaid} onChange={onChange} />;
  if (kind === "cluster")
    return <ClusterEditor scheme={scheme} object={object} said={said as ClusterSaid} onChange={onChange} />;
  return null;
}
