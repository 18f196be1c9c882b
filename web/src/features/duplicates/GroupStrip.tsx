/** On the page of a record: that others are probably the same. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { useLater } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { pathOf, titleOf } from "../../schema/meta.ts";
import { keys } from "../../schema/queries.ts";
import { mayMerge } from "../../schema/roles.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useDoings } from "../../views/doings.ts";
import "./duplicates.css";

export function GroupStrip({ object, row }: { object: ObjectSpec; row: Row }) {
  const { t } = useWords();
  const doings = useDoings();
  const may = mayMerge(object);
  const later = useLater();
  const query = useQuery({
    queryKey: keys.about(object.plural, row.id, "group"),
    queryFn: () => api.groupOf(object.plural, row.id),
    enabled: may && later,
    retry: false,
  });
  const records = (query.data?.records ?? []) as Row[];
  const others = records.filter((one) => one.id !== row.id);
  if (!query.data || others.length === 0) return null;
  return (
    <aside className="zd-strip" aria-label={t("duplicates.title")}>
      <Icon name="alert-triangle" size={15} />
      <span>{t("duplicates.strip", { n: others.length, p: sureness(query.data.probability) })}</span>
      {others.slice(0, 3).map((one) => (
        <Link key={one.id} to={pathOf(object, one.id)} className="z-clip" style={{ maxWidth: 260 }}>
          {titleOf(object, one)}
        </Link>
      ))}
      <span className="z-grow" />
      <Button
        size="xs"
        variant="default"
        onClick={() =>
          doings.merge(
            object,
            records.map((one) => one.id),
            () => undefined, // what is shown is asked for again by the merge
          )
        }
      >
        {t("duplicates.beside")}
      </Button>
    </aside>
  );
}

/** A probability as people read it: never 100, as nobody is that sure. */
export const sureness = (probability: number) =>
  `${probability >= 0.995 ? Math.min(Math.floor(probability * 1000) / 10, 99.9) : Math.floor(probability * 100)}%`;
