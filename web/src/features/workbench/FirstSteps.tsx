/** The first steps, until they are done or put away. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { useKept } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import { mainObject, notesOf } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useDoings } from "../../views/doings.ts";

function useSome(object: ObjectSpec | undefined, least = 1): boolean | undefined {
  const query = useQuery({
    queryKey: ["list", object?.plural, "some"],
    queryFn: () => api.list(object!.plural, { columns: [object!.title_field], limit: 2, count: 0 }),
    enabled: Boolean(object?.rights.read),
    staleTime: 60_000,
  });
  return query.data && query.data.rows.length >= least;
}

export function FirstSteps() {
  const { t } = useWords();
  const meta = useMeta();
  const navigate = useNavigate();
  const doings = useDoings();
  const [away, setAway] = useKept("first_steps.away", false);
  const main = mainObject(meta);
  const note = main && notesOf(meta, main);
  const views = objectNamed(meta, "saved_view");
  const people = meta.me.admin ? objectNamed(meta, "person") : undefined;
  const some = [useSome(main), useSome(note?.object), useSome(views), useSome(people, 2)];
  const steps = [
    main?.rights.import && {
      done: some[0],
      icon: "file-import",
      text: t("steps.import", { what: main.label }),
      run: () => navigate(`/import?object=${main.name}`),
    },
    note && {
      done: some[1],
      icon: "note",
      text: t("steps.note", { what: note.object.label }),
      run: () => navigate(`/${main!.plural}`),
    },
    views && main && { done: some[2], icon: "filter", text: t("steps.view"), run: () => navigate(`/${main.plural}`) },
    people && { done: some[3], icon: "user-plus", text: t("steps.people"), run: () => doings.create(people) },
  ].filter((one) => Boolean(one)) as { done: boolean | undefined; icon: string; text: string; run: () => void }[];
  const left = steps.filter((one) => one.done === false);
  // Nothing is drawn before it is known what is left, so that the page does not jump.
  if (away || left.length === 0 || steps.some((one) => one.done === undefined)) return null;
  return (
    <section className="z-panel" style={{ marginBottom: 14 }} aria-label={t("steps.title")}>
      <div className="z-panel-head">
        <span className="z-grow">
          {t("steps.title")}{" "}
          <span className="z-quiet z-num">
            {steps.length - left.length} / {steps.length}
          </span>
        </span>
        <IconButton icon="x" label={t("steps.put_away")} onClick={() => setAway(true)} />
      </div>
      <div className="zw-steps">
        {steps.map((one) => (
          <button
            key={one.text}
            type="button"
            className="z-plain zw-step"
            data-done={one.done || undefined}
            onClick={one.run}
          >
            <Icon name={one.done ? "circle-check" : one.icon} size={18} />
            <span>{one.text}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
