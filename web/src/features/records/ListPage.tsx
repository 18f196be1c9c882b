/** The list of any object, with its saved views and a peek. */
import { lazy, Suspense, useMemo } from "react";
import { useParams } from "react-router";
import { useTitle } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { objectOfPlural, useMeta } from "../../schema/meta.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Bones, Empty } from "../../ui/Faces.tsx";
import { ListView } from "../../views/list/ListView.tsx";
import { useListState } from "../../views/list/state.ts";
import { useViews, ViewTabs } from "../savedviews/index.ts";

const BoardView = lazy(() => import("../../views/board/BoardView.tsx"));
const Peek = lazy(() => import("./Peek.tsx"));

export function ListPage() {
  const { t } = useWords();
  const { plural } = useParams();
  const object = objectOfPlural(useMeta(), plural);
  if (!object) return <Empty icon="search" title={t("fault.404")} />;
  if (!object.rights.read) return <Empty icon="lock" title={t("fault.403")} />;
  return <ObjectList key={object.name} object={object} />;
}

function ObjectList({ object }: { object: ObjectSpec }) {
  useTitle(object.label_plural);
  const views = useViews(object);
  const [state, set] = useListState(object, views.base);
  const board = useMemo(
    () => (
      <Suspense fallback={<Bones rows={10} />}>
        <BoardView object={object} where={state.where} q={state.q} />
      </Suspense>
    ),
    [object, state.where, state.q],
  );
  return (
    <ListView
      object={object}
      state={state}
      set={set}
      tabs={<ViewTabs object={object} views={views} state={state} set={set} />}
      board={state.board ? board : undefined}
      peek={(id, step) => (
        <Suspense fallback={<Bones rows={6} />}>
          <Peek object={object} id={id} step={step} onClose={() => set({ open: null })} />
        </Suspense>
      )}
    />
  );
}
