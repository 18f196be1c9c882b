/** Deleted records of each object: one's own or all that one may see, the way back, and for administrators the way out. */

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FieldCell } from "../../fields/parts.tsx";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, titleOf, useMeta } from "../../schema/meta.ts";
import { keys, refresh } from "../../schema/queries.ts";
import { mainObject, working } from "../../schema/roles.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { ask } from "../../ui/ask.tsx";
import { Button } from "../../ui/Button.tsx";
import { Box } from "../../ui/Check.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { SegmentedControl, Select } from "../../ui/mantine.ts";
import { ShowMore } from "../../ui/ShowMore.tsx";
import { toast } from "../../ui/toast.tsx";
import { useWrites } from "../../views/useWrites.ts";

const AT_ONCE = 500;

export default function RecycleBin() {
  const { t } = useWords();
  const meta = useMeta();
  const objects = working(meta);
  const [name, setName] = useState((mainObject(meta) ?? objects[0])?.name ?? "");
  const [whose, setWhose] = useState(meta.me.admin ? "all" : "mine");
  const object = objects.find((one) => one.name === name);
  const settings = useQuery({ queryKey: ["settings"], queryFn: api.settings });
  return (
    <>
      <div className="z-panel-head">
        <span>{t("settings.bin")}</span>
        <Select
          size="xs"
          w={150}
          aria-label={t("settings.of_object")}
          allowDeselect={false}
          data={objects.map((one) => ({ value: one.name, label: one.label }))}
          value={name}
          onChange={(next) => next && setName(next)}
        />
        <SegmentedControl
          size="xs"
          aria-label={t("settings.bin_whose")}
          data={["mine", "all"].map((one) => ({ value: one, label: t(`settings.bin_of.${one}`) }))}
          value={whose}
          onChange={setWhose}
        />
        <span className="z-grow" />
        {settings.data && (
          <span className="z-quiet" style={{ fontWeight: 400 }}>
            {t("settings.bin_days", { n: settings.data.bin_days })}
          </span>
        )}
      </div>
      {object && <Deleted key={`${object.name}.${whose}`} object={object} mine={whose === "mine"} />}
    </>
  );
}

function Deleted({ object, mine }: { object: ObjectSpec; mine: boolean }) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const { batch, tell } = useWrites(object);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const where = mine ? { field: "updated_by", op: "is", value: "me" } : null;
  const list = useInfiniteQuery({
    queryKey: [...keys.lists(object.plural), "bin", mine],
    queryFn: ({ pageParam }) =>
      api.list(object.plural, { deleted: 1, limit: 100, sort: "-updated_at", where, after: pageParam ?? undefined }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  if (list.isError && !list.data) return <Fault fault={list.error} retry={() => list.refetch()} />;
  if (!list.data) return <Bones rows={5} />;
  const rows = list.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <Empty icon="trash" title={t("settings.bin_empty")} />;
  const here = rows.filter((row) => chosen.has(row.id));
  const restore = async (some: Row[]) => {
    await batch({ mode: "restore", rows: some.map((row) => ({ id: row.id })) });
    setChosen(new Set());
  };
  const purge = async () => {
    const body = t("settings.purge_body", { n: here.length });
    const title = t("settings.purge_ask", { n: here.length });
    if (!(await ask({ title, body, confirm: t("settings.purge"), danger: true }))) return;
    try {
      let gone = 0;
      let kept = 0;
      for (let start = 0; start < here.length; start += AT_ONCE) {
        const ids = here.slice(start, start + AT_ONCE).map((row) => row.id);
        const done = await api.purge(object.name, ids);
        gone += done.purged + done.along;
        kept += done.kept;
      }
      const said = [t("settings.purged", { n: gone })];
      if (kept) said.push(t("settings.purge_kept", { n: kept }));
      toast({ text: said.join(" · ") });
      setChosen(new Set());
      refresh(client);
    } catch (fault) {
      tell(fault);
    }
  };
  const when = fieldNamed(object, "updated_at");
  const who = fieldNamed(object, "updated_by");
  const all = here.length === rows.length;
  return (
    <>
      <table className="zc-table">
        <thead>
          <tr>
            <th style={{ width: 36 }}>
              <Box
                aria-label={t("undo.all")}
                checked={all}
                indeterminate={here.length > 0 && !all}
                onChange={() => setChosen(new Set(all ? [] : rows.map((row) => row.id)))}
              />
            </th>
            <th>{object.label}</th>
            <th>{t("settings.bin_who")}</th>
            <th>{t("settings.bin_when")}</th>
            <th className="zc-right">
              {here.length > 0 && object.rights.delete && (
                <Button size="xs" variant="subtle" onClick={() => void restore(here)}>
                  {t("settings.restore_chosen", { n: here.length })}
                </Button>
              )}
              {here.length > 0 && meta.me.admin && (
                <Button size="xs" variant="subtle" color="red" onClick={() => void purge()}>
                  {t("settings.purge")}
                </Button>
              )}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Box
                  aria-label={t("undo.pick", { title: titleOf(object, row) })}
                  checked={chosen.has(row.id)}
                  onChange={() => {
                    const next = new Set(chosen);
                    next.delete(row.id) || next.add(row.id);
                    setChosen(next);
                  }}
                />
              </td>
              <td>{titleOf(object, row)}</td>
              <td>{who && <FieldCell field={who} value={row.updated_by} />}</td>
              <td className="z-quiet">{when && <FieldCell field={when} value={row.updated_at} />}</td>
              <td className="zc-right">
                {object.rights.delete && (
                  <Button size="xs" variant="subtle" onClick={() => void restore([row])}>
                    {t("settings.restore")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ShowMore pages={list} />
    </>
  );
}
