/** What publishing a version would do, in a sentence, and the button that does it: now, or on a day. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { addDays, minuteOf, momentOf, today } from "../../lib/dates.ts";
import { ApiError } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import type { Tried, Version } from "../../schema/types.ts";
import { ask } from "../../ui/ask.tsx";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { Modal } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../../views/doings.ts";
import { JobLine, jobsKey, running, useJob } from "../jobs/index.ts";
import { Day } from "./Day.tsx";
import { movedOf } from "./definition.ts";
import { type Scheme, useAnew } from "./hooks.ts";

interface Props {
  scheme: Scheme;
  version: Version;
  tried: Tried;
}

export function Publish({ scheme, version, tried }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const doings = useDoings();
  const words = useFaultWords();
  const anew = useAnew(scheme);
  const [begun, setBegun] = useState<number | null>(null);
  const [later, setLater] = useState(false);
  const job = useJob(begun);
  const ended = Boolean(job.data && !running(job.data));
  useEffect(() => {
    if (ended) void anew();
  }, [ended, anew]);
  const say = useSaid(tried);
  const moved = movedOf(tried.moves);
  const back = version.state === "retired";
  const inForce = version.state === "published";
  const at = version.publish_at;
  const perform = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (fault) {
      const { message, code } = words(fault);
      const own = fault instanceof ApiError ? Object.values(fault.fields)[0]?.message : undefined;
      toast({ text: own ?? message, code, bad: true });
    }
  };
  const publish = async () => {
    const title = t(back ? "classes.roll_back_ask" : "classes.publish_ask", { n: version.number });
    if (!(await ask({ title, body: say.head, confirm: t(back ? "classes.roll_back" : "classes.publish") }))) return;
    await perform(async () => {
      const { job: made } = await api.publishVersion(scheme.id, version.number);
      if (made === null) return;
      setBegun(made);
      doings.begun(made);
      await client.invalidateQueries({ queryKey: jobsKey });
    });
  };
  const plan = (day: string) =>
    perform(async () => {
      await api.publishVersion(scheme.id, version.number, momentOf(day));
      setLater(false);
      await anew();
    });
  const unplan = () =>
    perform(async () => {
      await api.unplanVersion(scheme.id, version.number);
      await anew();
    });
  return (
    <section className="z-panel zs-publish" aria-live="polite">
      <div className="z-grow">
        <strong>{inForce ? t("classes.preview.in_force") : say.head}</strong>
        <div className="z-quiet">
          {inForce ? moved > 0 && t("classes.preview.drifted", { n: grouped(moved) }) : say.more}
        </div>
        {at && <div className="zs-watch">{t("classes.plan.at", { at: minuteOf(at) })}</div>}
        {job.data && begun !== null && <JobLine job={job.data} />}
      </div>
      {scheme.may && !inForce && (
        <>
          {at ? (
            <Button variant="default" onClick={unplan}>
              {t("classes.plan.end")}
            </Button>
          ) : (
            <Button variant="default" onClick={() => setLater(true)}>
              {t("classes.plan.do")}
            </Button>
          )}
          <Button onClick={publish} loading={begun !== null && !ended}>
            {t(back ? "classes.roll_back" : "classes.publish")}
          </Button>
        </>
      )}
      {later && <Later scheme={scheme} version={version} onPlan={plan} onClose={() => setLater(false)} />}
    </section>
  );
}

function useSaid({ moves }: Tried): { head: string; more: string } {
  const { t } = useWords();
  const count = (which: (one: Tried["moves"][number]) => boolean) =>
    moves.reduce((sum, one) => sum + (which(one) ? one.count : 0), 0);
  const fresh = count((one) => one.from === null && one.to !== null);
  const gone = count((one) => one.from !== null && one.to === null);
  const more = [
    fresh > 0 && t("classes.preview.fresh", { n: grouped(fresh) }),
    gone > 0 && t("classes.preview.gone", { n: grouped(gone) }),
  ];
  return {
    head: t("classes.preview.says", { moved: grouped(movedOf(moves)), all: grouped(count(() => true)) }),
    more: more.filter(Boolean).join(" "),
  };
}

interface LaterProps {
  scheme: Scheme;
  version: Version;
  onPlan: (day: string) => Promise<void>;
  onClose: () => void;
}

function Later({ scheme, version, onPlan, onClose }: LaterProps) {
  const { t } = useWords();
  const [day, setDay] = useState(addDays(today(), 1));
  return (
    <Modal opened onClose={onClose} title={t("classes.plan.title", { n: version.number })} size={420}>
      <form
        className="z-col"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          void onPlan(day);
        }}
      >
        <label htmlFor="zs-plan" className="z-quiet">
          {t("classes.plan.help")}
        </label>
        <Day of={scheme.of} id="zs-plan" label={t("classes.plan.day")} value={day} onChange={setDay} />
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button type="submit">{t("classes.plan.do")}</Button>
        </div>
      </form>
    </Modal>
  );
}
