import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useSearchParams } from "react-router";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { useMeta } from "../../schema/meta.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { ask } from "../../ui/ask.tsx";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Popup.tsx";
import { toast } from "../../ui/toast.tsx";
import type { ListPatch, ListState } from "../../views/list/state.ts";
import "./tabs.css";
import type { View, Views } from "./useViews.ts";

const NameView = lazy(() => import("./NameView.tsx"));

interface Props {
  object: ObjectSpec;
  views: Views;
  state: ListState;
  set: (patch: ListPatch) => void;
}

export function ViewTabs({ object, views, state, set }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const [, setParams] = useSearchParams();
  const [naming, setNaming] = useState(false);
  const words = useFaultWords();
  const mayKeep = Boolean(views.keeper?.rights.create);
  const { view } = views;
  const own =
    view.row && (!view.row.created_by || (view.row.created_by as { id?: number }).id === meta.me.id || meta.me.admin);

  const choose = (id: string) =>
    setParams((before) => {
      const next = new URLSearchParams();
      if (id !== views.list[0]!.id) next.set("view", id);
      for (const name of ["as", "size"]) if (before.get(name)) next.set(name, before.get(name)!);
      return next;
    });
  const shape = { where: state.where, columns: state.columns, sort: state.sort, density: state.density ?? "normal" };
  const fresh = () => client.invalidateQueries({ queryKey: ["list", "saved_views"] });
  const tell = (fault: unknown) => {
    const { message, code } = words(fault);
    toast({ text: message, code, bad: true });
  };
  const save = async () => {
    if (!view.row || !views.keeper) return;
    try {
      await api.patch(views.keeper.plural, view.row.id, view.row.version, { state: shape });
      await fresh();
      choose(view.id);
      toast({ text: t("views.saved", { name: view.name }) });
    } catch (fault) {
      tell(fault);
    }
  };
  const remove = async () => {
    if (!view.row || !views.keeper) return;
    if (!(await ask({ title: t("views.delete", { name: view.name }), confirm: t("do.delete"), danger: true }))) return;
    try {
      await api.remove(views.keeper.plural, view.row.id);
      choose(views.list[0]!.id);
      await fresh();
    } catch (fault) {
      tell(fault);
    }
  };

  return (
    <div className="zv">
      <div className="zv-tabs" role="tablist" aria-label={t("views.title")}>
        {views.list.map((one: View) => (
          <button
            key={one.id}
            type="button"
            role="tab"
            aria-selected={one.id === view.id}
            className="z-plain zv-tab"
            onClick={() => choose(one.id)}
          >
            {one.name}
            {one.id === view.id && state.changed && <span className="zv-dot" title={t("views.changed")} />}
          </button>
        ))}
      </div>
      {state.changed && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          onClick={() => set({ where: view.shape.where, columns: view.shape.columns, sort: view.shape.sort })}
        >
          {t("views.reset")}
        </Button>
      )}
      {state.changed && own && (
        <Button size="xs" variant="subtle" onClick={save}>
          {t("do.save")}
        </Button>
      )}
      {mayKeep && (
        <Menu
          label={t("views.menu")}
          button={(opener) => <IconButton icon="dots-vertical" label={t("views.menu")} {...opener} />}
          lines={() => [
            { label: t("views.save_as"), icon: "device-floppy", run: () => setNaming(true) },
            own && { label: t("do.delete"), icon: "trash", danger: true, run: () => void remove() },
          ]}
        />
      )}
      <Suspense fallback={null}>
        {naming && (
          <NameView
            onClose={() => setNaming(false)}
            onSave={async (name, visibility) => {
              try {
                const made = await api.create(views.keeper!.plural, {
                  name,
                  object: object.name,
                  visibility,
                  state: shape,
                });
                await fresh();
                choose(String(made.id));
                setNaming(false);
              } catch (fault) {
                tell(fault);
              }
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
