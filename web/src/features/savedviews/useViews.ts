/** Saved views: those every object has, and those people made. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, ownerField, useMeta } from "../../schema/meta.ts";
import { taskShape } from "../../schema/roles.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { defaults, type Shape } from "../../views/list/state.ts";

export interface View {
  id: string;
  name: string;
  shape: Shape;
  row?: Row;
}

function builtIn(object: ObjectSpec, t: (key: string, data?: object) => string): View[] {
  const plain = defaults(object);
  const views: View[] = [{ id: "all", name: t("views.all", { what: object.label_plural }), shape: plain }];
  const task = taskShape(object);
  const owner = ownerField(object);
  if (task) {
    const closed = [task.done, task.dropped].filter(Boolean);
    const open = { field: task.status.name, op: "none_of", value: closed };
    const mine = task.owner ? [{ field: task.owner.name, op: "is", value: "me" }] : [];
    views.unshift({ id: "todo", name: t("views.todo"), shape: { ...plain, where: { all: [...mine, open] } } });
  } else if (owner) {
    views.push({
      id: "mine",
      name: t("views.mine", { what: object.label_plural }),
      shape: { ...plain, where: { field: owner.name, op: "is", value: "me" } },
    });
  }
  return views;
}

export function useViews(object: ObjectSpec) {
  const { t } = useWords();
  const meta = useMeta();
  const [params] = useSearchParams();
  const keeper = objectNamed(meta, "saved_view");
  const query = useQuery({
    queryKey: ["list", "saved_views", object.name],
    queryFn: () =>
      api.list(keeper!.plural, {
        where: { field: "object", op: "is", value: object.name },
        limit: 100,
        count: 0,
        sort: "id",
      }),
    enabled: Boolean(keeper),
    staleTime: 60_000,
  });
  const rows = query.data?.rows;
  const chosen = params.get("view") ?? "";
  return useMemo(() => {
    const made: View[] = (rows ?? []).map((row) => ({
      id: String(row.id),
      name: String(row.name),
      shape: { ...defaults(object), ...((row.state ?? {}) as Partial<Shape>) },
      row,
    }));
    const list = [...builtIn(object, t as never), ...made];
    const view = list.find((one) => one.id === chosen) ?? list[0]!;
    return { list, view, base: view.shape, keeper };
  }, [rows, object, chosen, keeper, t]);
}

export type Views = ReturnType<typeof useViews>;
