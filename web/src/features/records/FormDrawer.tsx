/** Makes or edits a record in a drawer, with the strip of likely duplicates while one types. */

import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useNavigate } from "react-router";
import { ApiError, newKey } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { pathOf, titleOf, useMeta } from "../../schema/meta.ts";
import { change, refresh, useRecord } from "../../schema/queries.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { ask } from "../../ui/ask.tsx";
import { Bones, Fault } from "../../ui/Faces.tsx";
import { mayLeave } from "../../ui/leave.ts";
import { Drawer } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { useDoings } from "../../views/doings.ts";
import { FormView, startValues, type Values } from "../../views/form/FormView.tsx";
import { useWrites } from "../../views/useWrites.ts";
import { PasteButton } from "../capture/index.ts";
import { inputsOf } from "../classes/index.ts";
import { Duplicates } from "./Duplicates.tsx";
import { Instead } from "./Instead.tsx";

export interface FormTarget {
  object: ObjectSpec;
  id?: number;
  values?: Values;
}

export default function FormDrawer({ target, onClose }: { target: FormTarget; onClose: () => void }) {
  const { t } = useWords();
  const dirty = useRef(false);
  const leave = async () => {
    if (await mayLeave(dirty.current)) onClose();
  };
  const { object, id } = target;
  return (
    <Drawer
      opened
      onClose={leave}
      position="right"
      size={620}
      padding={0}
      title={t(id ? "form.edit" : "do.new", { what: object.label })}
      styles={{
        header: { padding: "12px 20px" },
        body: { display: "flex", height: "calc(100% - 60px)" },
      }}
    >
      {id ? (
        <Existing object={object} id={id} onDirty={dirty} onClose={onClose} onCancel={leave} />
      ) : (
        <Fresh object={object} values={target.values} onDirty={dirty} onClose={onClose} onCancel={leave} />
      )}
    </Drawer>
  );
}

interface Part {
  object: ObjectSpec;
  onDirty: { current: boolean };
  onClose: () => void;
  onCancel: () => void;
}

function Fresh({ object, values, onDirty, onClose, onCancel }: Part & { values?: Values }) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const navigate = useNavigate();
  // One key for the form: a second press of the button, or a retry after a lost answer, makes no second record.
  const key = useRef(newKey());
  const sent = useRef("");
  const me = { id: meta.me.id, title: meta.me.name };
  const owner = object.fields.find((one) => one.name === "owner" && one.kind === "person");
  const { batch } = useWrites(object);
  const restore = async (id: number) => {
    const done = await batch({ mode: "restore", rows: [{ id }] });
    if (!done?.counts.restored) return;
    onClose();
    if (!object.settings) navigate(pathOf(object, id));
  };
  const start = useRef(startValues(object, { ...(owner ? { owner: me } : {}), ...values }));
  return (
    <FormView
      object={object}
      inputs={inputsOf(object)}
      start={start.current}
      submitLabel={t("do.create")}
      onDirty={(next) => {
        onDirty.current = next;
      }}
      onCancel={onCancel}
      notice={(now, fill) => (
        <>
          <PasteButton object={object} values={now} onFill={fill} />
          <Duplicates object={object} values={now} />
          <Instead object={object} values={now} onRestore={(id) => void restore(id)} />
        </>
      )}
      onSubmit={async (_changed, all) => {
        const text = JSON.stringify(all);
        if (sent.current && sent.current !== text) key.current = newKey();
        sent.current = text;
        const filled = Object.fromEntries(
          Object.entries(all).filter(([, value]) => value !== null && value !== undefined),
        );
        const made = await api.create(object.plural, filled, key.current).catch(async (fault: unknown) => {
          const said = fault instanceof ApiError ? fault.fields[""] : undefined;
          if (said?.code !== "duplicate.likely") throw fault;
          const sure = await ask({ title: t("form.alike"), body: said.message, confirm: t("form.insist") });
          if (!sure) throw fault;
          return api.create(object.plural, filled, newKey(), "duplicate");
        });
        refresh(client);
        toast({
          text: t("said.created", { title: titleOf(object, { ...filled, ...made }) }),
          action: object.settings ? undefined : { label: t("do.open"), run: () => navigate(pathOf(object, made.id)) },
        });
        onClose();
      }}
    />
  );
}

function Existing({ object, id, onDirty, onClose, onCancel }: Part & { id: number }) {
  const { t } = useWords();
  const client = useQueryClient();
  const doings = useDoings();
  const record = useRecord(object.plural, id);
  const first = useRef<Row | null>(null);
  if (record.isError) return <Fault fault={record.error} retry={() => record.refetch()} />;
  if (!record.data || record.data.id !== id) return <Bones rows={8} />;
  first.current ??= record.data;
  const row = first.current;
  return (
    <FormView
      object={object}
      inputs={inputsOf(object)}
      start={row}
      submitLabel={t("do.save")}
      onDirty={(next) => {
        onDirty.current = next;
      }}
      onCancel={onCancel}
      onSubmit={async (changed) => {
        if (Object.keys(changed).length > 0) {
          const saved = await change(client, object.plural, row, changed, doings.conflict);
          const set = saved?.change_set;
          if (saved)
            toast({
              text: t("said.saved", { what: titleOf(object, saved) }),
              undo: set ? () => doings.undo(set) : undefined,
            });
          refresh(client, object.plural);
        }
        onClose();
      }}
    />
  );
}
