/** A segment is made or changed: of which records, by a condition with its count as it is edited, or by hand. */

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { ApiError, type FieldFault, newKey } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { type Condition, complete, tidy } from "../../schema/condition.ts";
import { fieldNamed, objectNamed, pathOf, useMeta } from "../../schema/meta.ts";
import { refresh, useRecord } from "../../schema/queries.ts";
import { working } from "../../schema/roles.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { useLeave } from "../../ui/leave.ts";
import { Drawer, SegmentedControl, Select, Textarea, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { asGroup, Tree } from "../../views/condition/Tree.tsx";
import { useDoings } from "../../views/doings.ts";
import { Audience } from "./Audience.tsx";
import "./segments.css";

interface Props {
  target: { object: ObjectSpec; id?: number; values?: Record<string, unknown> };
  onClose: () => void;
}

export default function SegmentDrawer({ target, onClose }: Props) {
  const { t } = useWords();
  const { object, id } = target;
  const leaving = useLeave(onClose);
  return (
    <Drawer
      opened
      onClose={leaving.leave}
      position="right"
      size={860}
      title={t(id ? "form.edit" : "do.new", { what: object.label })}
    >
      {id ? (
        <Existing object={object} id={id} onClose={onClose} leaving={leaving} />
      ) : (
        <Form object={object} values={target.values} onClose={onClose} leaving={leaving} />
      )}
    </Drawer>
  );
}

type Part = { object: ObjectSpec; onClose: () => void; leaving: ReturnType<typeof useLeave> };

function Existing(props: Part & { id: number }) {
  const record = useRecord(props.object.plural, props.id);
  if (record.isError) return <Fault fault={record.error} retry={() => record.refetch()} />;
  if (!record.data || record.data.id !== props.id) return <Bones rows={8} />;
  return <Form {...props} row={record.data} />;
}

function Form({ object, row, values, onClose, leaving }: Part & { row?: Row; values?: Record<string, unknown> }) {
  const { t } = useWords();
  const meta = useMeta();
  const client = useQueryClient();
  const navigate = useNavigate();
  const doings = useDoings();
  const words = useFaultWords();
  const key = useRef(newKey());
  const given = row ?? values ?? {};
  const [name, setName] = useState(String(given.name ?? ""));
  const [of, setOf] = useState(String(given.object ?? working(meta)[0]?.name ?? ""));
  const [remark, setRemark] = useState(String(given.remark ?? ""));
  const [how, setHow] = useState(row?.kind === "static" ? "static" : "dynamic");
  const [where, setWhere] = useState<Condition>(() => asGroup((given.where as Condition | undefined) ?? null));
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const target = objectNamed(meta, of);
  const label = (field: string) => fieldNamed(object, field)?.label ?? field;
  const touched = (field: string) => {
    leaving.touch();
    setFaults(({ [field]: _, ...rest }) => rest);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = { name, remark: remark || null, where: how === "dynamic" ? tidy(where) : null };
    try {
      const saved = await (row
        ? api.patch(object.plural, row.id, row.version, wanted)
        : api.create(object.plural, { ...wanted, object: of }, key.current));
      refresh(client);
      const set = saved.change_set;
      toast({
        text: t(row ? "said.saved" : "said.created", { what: name, title: name }),
        undo: row && set ? () => doings.undo(set) : undefined,
      });
      onClose();
      if (!row) navigate(pathOf(object, saved.id));
    } catch (fault) {
      key.current = newKey();
      if (fault instanceof ApiError && Object.keys(fault.fields).some((one) => one)) setFaults(fault.fields);
      else {
        const { message, code } = words(fault);
        toast({ text: message, code, bad: true });
      }
    }
  };
  return (
    <form className="z-col" style={{ gap: 14 }} onSubmit={submit} noValidate>
      <div className="zs-pair">
        <TextInput
          label={label("name")}
          data-autofocus
          value={name}
          error={faults.name?.message}
          onChange={(event) => {
            touched("name");
            setName(event.currentTarget.value);
          }}
        />
        <Select
          label={label("object")}
          allowDeselect={false}
          disabled={Boolean(row)}
          data={working(meta).map((one) => ({ value: one.name, label: one.label }))}
          value={of}
          error={faults.object?.message}
          onChange={(next) => {
            touched("object");
            setOf(next ?? of);
            setWhere(asGroup(null)); // its fields are of the other object
          }}
        />
      </div>
      <SegmentedControl
        aria-label={label("kind")}
        value={how}
        onChange={(next) => {
          touched("where");
          setHow(next);
        }}
        data={(fieldNamed(object, "kind")?.options ?? []).map((one) => ({ value: one.value, label: one.label }))}
      />
      {how === "static" ? (
        <span className="z-quiet">{t(row?.kind === "dynamic" ? "segments.becomes_static" : "segments.by_hand")}</span>
      ) : (
        target && (
          <>
            <Tree
              object={target}
              value={where}
              onChange={(next) => {
                touched("where");
                setWhere(next);
              }}
            />
            {faults.where && (
              <div className="z-wrong" role="alert">
                {faults.where.message}
              </div>
            )}
            <Audience object={target} where={where} />
          </>
        )
      )}
      <Textarea
        label={label("remark")}
        autosize
        minRows={2}
        value={remark}
        onChange={(event) => {
          touched("remark");
          setRemark(event.currentTarget.value);
        }}
      />
      <div className="z-row" style={{ justifyContent: "flex-end" }}>
        <Button variant="default" onClick={leaving.leave}>
          {t("do.cancel")}
        </Button>
        <Button type="submit" disabled={!name.trim() || (how === "dynamic" && !complete(where))}>
          {t("do.save")}
        </Button>
      </div>
    </form>
  );
}
