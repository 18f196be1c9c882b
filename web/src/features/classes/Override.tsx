/** Puts one record into a class by hand: with a reason, and until when; or ends that. */
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { addDays, today } from "../../lib/dates.ts";
import { ApiError, type FieldFault } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { refresh } from "../../schema/queries.ts";
import type { ClassesOfRecord, ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, useFaultWords } from "../../ui/Faces.tsx";
import { Modal, Textarea } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { Day } from "./Day.tsx";
import { inForce, saidBy } from "./definition.ts";
import { PickClass } from "./draft/parts.tsx";
import { type Scheme, useVersions } from "./hooks.ts";

interface Props {
  /** The object of schemes. */
  schemes: ObjectSpec;
  object: ObjectSpec;
  row: Row;
  told: ClassesOfRecord;
  onClose: () => void;
}

const MONTHS = 90;

export default function Override({ schemes, object, row, told, onClose }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const scheme: Scheme = { id: told.scheme.id, code: "", kind: told.kind, of: schemes, target: object, may: false };
  const versions = useVersions(scheme);
  const current = inForce(versions.data ?? []);
  const lasts = told.kind === "manual";
  const [code, setCode] = useState(told.now?.class ?? null);
  const [reason, setReason] = useState(told.now?.override?.reason ?? "");
  const [until, setUntil] = useState(lasts ? "" : addDays(today(), MONTHS));
  const [faults, setFaults] = useState<Record<string, FieldFault>>({});
  const send = async (next: string | null) => {
    const given = { record: row.id, class: next, reason, until: next && until ? `${until}T23:59:59` : null };
    try {
      const { state } = await api.putInClass(told.scheme.id, given);
      toast({ text: t(state === "waiting" ? "classes.override.waits" : "classes.override.done") });
      refresh(client, object.plural);
      onClose();
    } catch (fault) {
      if (fault instanceof ApiError && Object.keys(fault.fields).length > 0) setFaults(fault.fields);
      else {
        const { message, code: which } = words(fault);
        toast({ text: message, code: which, bad: true });
      }
    }
  };
  return (
    <Modal opened onClose={onClose} title={t("classes.override.title", { what: told.scheme.title })} size={460}>
      {!current ? (
        <Bones rows={3} />
      ) : (
        <form
          className="z-col"
          style={{ gap: 12 }}
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            void send(code);
          }}
        >
          <div>
            <PickClass
              classes={saidBy(current).classes}
              value={code}
              label={t("classes.class")}
              width={260}
              onChange={setCode}
            />
            <Wrong fault={faults.class} />
          </div>
          <Textarea
            label={t("classes.override.reason")}
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            error={faults.reason?.message}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <div>
            <label htmlFor="zs-until" className="z-quiet">
              {t(lasts ? "classes.override.until_maybe" : "classes.override.until_day")}
            </label>
            <Day
              of={schemes}
              id="zs-until"
              label={t("classes.override.until_day")}
              value={until}
              invalid={Boolean(faults.until)}
              onChange={setUntil}
            />
            <Wrong fault={faults.until} />
          </div>
          <div className="z-row">
            {told.now?.override && (
              <Button variant="subtle" color="red" onClick={() => void send(null)}>
                {t("classes.override.end")}
              </Button>
            )}
            <span className="z-grow" />
            <Button variant="default" onClick={onClose}>
              {t("do.cancel")}
            </Button>
            <Button type="submit" disabled={!code}>
              {t("do.save")}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}

function Wrong({ fault }: { fault: FieldFault | undefined }) {
  return fault ? (
    <div role="alert" className="zs-wrong">
      {fault.message}
    </div>
  ) : null;
}
