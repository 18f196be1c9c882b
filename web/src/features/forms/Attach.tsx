/** An answer beside a record that is there: which of its values go into the record. */
import { useState } from "react";
import { FieldCell, FieldInput } from "../../fields/parts.tsx";
import { blank } from "../../fields/types.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import { useRecord } from "../../schema/queries.ts";
import type { FieldSpec, Ref, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Box } from "../../ui/Check.tsx";
import { Drawer } from "../../ui/mantine.ts";
import { useDeciding } from "./deciding.ts";
import type { Answer } from "./Inbox.tsx";

interface Props {
  answer: Answer;
  /** Values that somebody has mended, by field. */
  mended: Record<string, unknown>;
  onClose: () => void;
}

export function Attach({ answer: sent, mended, onClose }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const decide = useDeciding();
  const answer = { ...sent, values: { ...sent.values, ...mended } };
  const object = objectNamed(meta, answer.object);
  const [to, setTo] = useState<Ref | null>(null);
  const [chosen, setChosen] = useState<Record<string, boolean>>({});
  const record = useRecord(object?.plural ?? "", to?.id);
  if (!object) return null;
  const link = { ...object.fields[0], name: "to", kind: "link", to: object.name, label: object.label } as FieldSpec;
  const fields = object.fields.filter((one) => one.name in answer.values);
  const row = to && record.data?.id === to.id ? record.data : null;
  const taken = (one: FieldSpec) => chosen[one.name] ?? Boolean(row && blank(row[one.name]));
  const attach = async () => {
    const names = fields.filter(taken).map((one) => one.name);
    if (to && (await decide(() => api.attachAnswer(answer.id, to.id, names, mended), t("forms.attached")))) onClose();
  };
  return (
    <Drawer opened onClose={onClose} position="right" size={620} title={t("forms.attach")}>
      <div className="z-col" style={{ gap: 14 }}>
        <div>
          <div className="zf-label">{object.label}</div>
          <FieldInput field={link} value={to} onChange={(next) => setTo(next as Ref | null)} />
        </div>
        {row && <Beside fields={fields} answer={answer} row={row} taken={taken} onChange={setChosen} />}
        <div className="z-row" style={{ justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("do.cancel")}
          </Button>
          <Button disabled={!row} onClick={() => void attach()}>
            {t("forms.attach_do")}
          </Button>
        </div>
      </div>
    </Drawer>
  );
}

interface BesideProps {
  fields: FieldSpec[];
  answer: Answer;
  row: Row;
  taken: (field: FieldSpec) => boolean;
  onChange: (change: (before: Record<string, boolean>) => Record<string, boolean>) => void;
}

function Beside({ fields, answer, row, taken, onChange }: BesideProps) {
  const { t } = useWords();
  return (
    <div style={{ overflowX: "auto" }}>
      <table className="zc-table">
        <thead>
          <tr>
            <th>{t("forms.take")}</th>
            <th>{t("forms.field")}</th>
            <th>{t("forms.sent")}</th>
            <th>{t("forms.now")}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((one) => (
            <tr key={one.name}>
              <td>
                <Box
                  aria-label={one.label}
                  checked={taken(one)}
                  onChange={(event) => {
                    const { checked } = event.currentTarget;
                    onChange((before) => ({ ...before, [one.name]: checked }));
                  }}
                />
              </td>
              <td>{one.label}</td>
              <td>
                <FieldCell field={one} value={answer.values[one.name]} />
              </td>
              <td>
                <FieldCell field={one} value={row[one.name]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
