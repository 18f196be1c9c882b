/** What a change of a role would do, told before it is saved. */

import type { Words } from "../../fields/types.ts";
import { ApiError } from "../../lib/http.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { objectNamed } from "../../schema/meta.ts";
import type { Effect, Meta } from "../../schema/types.ts";
import { ask } from "../../ui/ask.tsx";
import { actionLabel, type Grants } from "./grants.ts";

/** Whether to go on: at once where nobody's rights change; grants that are not understood are told by the save. */
export async function agreed(role: number, admin: boolean, grants: Grants, meta: Meta, t: Words): Promise<boolean> {
  let found: Effect;
  try {
    found = await api.effect(role, { admin, grants });
  } catch (fault) {
    if (fault instanceof ApiError && fault.status < 500) return true;
    throw fault;
  }
  if (found.objects.length === 0) return true;
  return ask({
    title: t("effect.title", { n: found.people }),
    body: <Told effect={found} meta={meta} t={t} />,
    confirm: t("do.save"),
  });
}

function Told({ effect, meta, t }: { effect: Effect; meta: Meta; t: Words }) {
  return (
    <div className="z-col" style={{ gap: 10 }}>
      {effect.counted < effect.people && <p>{t("effect.counted", { n: effect.counted })}</p>}
      {effect.objects.map((one) => (
        <section key={one.object}>
          <strong>{one.label}</strong>
          <ul className="zc-effect">
            {one.people.map((person) => (
              <li key={person.id}>
                {person.title} {person.gained > 0 && <span>{t("effect.gains", { n: grouped(person.gained) })} </span>}
                <Named records={person.gains} count={person.gained} />
                {person.lost > 0 && <span className="zc-lost">{t("effect.loses", { n: grouped(person.lost) })}</span>}
                <Named records={person.loses} count={person.lost} />
              </li>
            ))}
            {Object.entries(one.gained).map(([action, n]) => (
              <li key={action}>
                {t("effect.may", { n, action: actionLabel(objectNamed(meta, one.object), action, t) })}
              </li>
            ))}
            {Object.entries(one.lost).map(([action, n]) => (
              <li key={action} className="zc-lost">
                {t("effect.may_not", { n, action: actionLabel(objectNamed(meta, one.object), action, t) })}
              </li>
            ))}
            {Object.entries(one.fields).map(([field, n]) => (
              <li key={field}>{t("effect.field", { n, field })}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The newest of the records that come into sight, or go out of it. */
function Named({ records, count }: { records: Effect["objects"][number]["people"][number]["gains"]; count: number }) {
  if (records.length === 0) return null;
  const names = records.map((one) => one.title).join(" · ");
  return <div className="z-quiet">{count > records.length ? `${names} …` : names}</div>;
}
