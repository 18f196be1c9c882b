/** A masked value seen whole: with a reason where the role asks for one, and masked again after a minute. */
import { type FormEvent, useEffect, useState } from "react";
import { FieldCell } from "../../fields/parts.tsx";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { TextInput } from "../../ui/mantine.ts";
import { Popup } from "../../ui/Popup.tsx";
import { toast } from "../../ui/toast.tsx";

const SECONDS = 60;

interface Props {
  object: ObjectSpec;
  field: FieldSpec;
  row: Row;
}

export function Reveal({ object, field, row }: Props) {
  const { t } = useWords();
  const words = useFaultWords();
  const [value, setValue] = useState<string | null>(null);
  const label = t("record.reveal", { label: field.label });
  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => setValue(null), SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [value]);
  const look = async (reason?: string) => {
    try {
      setValue((await api.reveal(object.plural, row.id, { field: field.name, reason })).value);
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  if (value !== null) {
    return (
      <span className="zr-revealed">
        <FieldCell field={{ ...field, masked: false }} value={value} live />
        <IconButton icon="eye-off" size={20} iconSize={13} label={t("record.mask")} onClick={() => setValue(null)} />
      </span>
    );
  }
  return (
    <span className="zr-revealed">
      <FieldCell field={field} value={row[field.name]} />
      {object.reveal.reason ? (
        <Popup
          label={label}
          width={280}
          button={(opener) => <IconButton icon="eye" size={20} iconSize={13} label={label} {...opener} />}
        >
          {(close) => (
            <Reason
              onGiven={(reason) => {
                close();
                void look(reason);
              }}
            />
          )}
        </Popup>
      ) : (
        <IconButton icon="eye" size={20} iconSize={13} label={label} onClick={() => void look()} />
      )}
    </span>
  );
}

function Reason({ onGiven }: { onGiven: (reason: string) => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim()) onGiven(reason.trim());
  };
  return (
    <form className="z-col" style={{ gap: 8, padding: 10 }} onSubmit={submit}>
      <TextInput
        size="xs"
        label={t("record.reveal_why")}
        description={t("record.reveal_told")}
        maxLength={300}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" disabled={!reason.trim()}>
        {t("record.reveal_do")}
      </Button>
    </form>
  );
}
