/** Values that were learned for this record from what happened: taken or refused one by one. */
import { useQuery } from "@tanstack/react-query";
import { FieldText } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { useLater } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed } from "../../schema/meta.ts";
import { keys } from "../../schema/queries.ts";
import type { FieldSpec, ObjectSpec, Row, Suggestion } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useSuggesting } from "./deciding.ts";
import { Source } from "./Source.tsx";
import "./capture.css";

export function Suggestions({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const later = useLater();
  // Of people, whom a copy of what is kept can be given.
  const person = object.verbs.some((one) => one.name === "copy_person");
  const query = useQuery({
    queryKey: keys.about(object.plural, row.id, "suggestions"),
    queryFn: () => api.suggestions(object.plural, row.id),
    enabled: later && person && object.rights.update,
    retry: false,
  });
  const shown = (query.data ?? []).flatMap((one) => {
    const field = fieldNamed(object, one.field);
    return field ? [{ one, field }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <section className="z-panel cap-suggested" aria-label={t("capture.suggested")}>
      <div className="z-panel-head">
        <span className="z-row">
          <Icon name="bolt" size={15} />
          {t("capture.suggested")}
        </span>
      </div>
      <ul>
        {shown.map(({ one, field }) => (
          <One key={one.id} object={object} row={row} field={field} one={one} />
        ))}
      </ul>
    </section>
  );
}

function One({ object, row, field, one }: { object: ObjectSpec; row: Row; field: FieldSpec; one: Suggestion }) {
  const { t } = useWords();
  const { busy, decide } = useSuggesting();
  const about = [{ plural: object.plural, record: row.id, one }];
  return (
    <li data-field={one.field}>
      <div className="cap-news">
        <span className="z-quiet">{field.label}</span>
        <strong>
          <FieldText field={field} value={one.value} />
        </strong>
        {!blank(one.before) && (
          <s className="z-quiet">
            <FieldText field={field} value={one.before} />
          </s>
        )}
      </div>
      <Source one={one} />
      <div className="z-row">
        <Button size="xs" variant="default" loading={busy} onClick={() => void decide(about, true)}>
          {t("capture.accept")}
        </Button>
        <Button size="xs" variant="subtle" color="gray" disabled={busy} onClick={() => void decide(about, false)}>
          {t("capture.ignore")}
        </Button>
      </div>
    </li>
  );
}
