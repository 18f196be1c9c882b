/** What a measure counts: related records, what people did, days since a moment, or one measure by another. */

import type { ReactNode } from "react";
import { useWords } from "../../lib/i18n.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { SegmentedControl, Select } from "../../ui/mantine.ts";
import { Within } from "../../views/condition/Counted.tsx";
import { Tree } from "../../views/condition/Tree.tsx";
import { useTerms } from "../../views/condition/terms.ts";
import { DEEDS, type Draft, FORMS, type Form, HOWS, kindsFor, needsField } from "./forms.ts";

interface Props {
  object: ObjectSpec;
  others: Row[];
  draft: Draft;
  onChange: (next: Draft) => void;
}

export function Defined({ object, others, draft, onChange }: Props) {
  const { t } = useWords();
  const terms = useTerms(object);
  const put = (some: Partial<Draft>) => onChange({ ...draft, ...some });
  const forms = FORMS.filter((one) => one !== "did" || draft.form === "did" || terms.deeds.length > 0);
  const measures = others.map((one) => ({ value: String(one.code), label: String(one.name) }));
  return (
    <fieldset className="zm-defined">
      <legend className="z-quiet">{t("measures.counts")}</legend>
      <SegmentedControl
        aria-label={t("measures.counts")}
        value={draft.form}
        onChange={(form) => put({ form: form as Form })}
        data={forms.map((one) => ({ value: one, label: t(`measures.form.${one}`) }))}
      />
      {draft.form === "related" && <OfRelated object={object} draft={draft} put={put} />}
      {draft.form === "did" && (
        <Line>
          <Choice
            label={t("measures.deed")}
            value={draft.deed}
            data={terms.deeds.map((one) => ({ value: one.code, label: one.label }))}
            onChange={(deed) => put({ deed })}
          />
          <Choice
            label={t("measures.how")}
            value={draft.deeds}
            data={DEEDS.map((one) => ({ value: one, label: t(`measures.deeds.${one}`) }))}
            onChange={(deeds) => put({ deeds })}
          />
          <Window draft={draft} put={put} />
        </Line>
      )}
      {draft.form === "since" && (
        <Choice label={t("measures.moment")} value={draft.since} data={measures} onChange={(since) => put({ since })} />
      )}
      {draft.form === "ratio" && (
        <Line>
          <Choice
            label={t("measures.above")}
            value={draft.above}
            data={measures}
            onChange={(above) => put({ above })}
          />
          <Choice
            label={t("measures.below")}
            value={draft.below}
            data={measures}
            onChange={(below) => put({ below })}
          />
        </Line>
      )}
    </fieldset>
  );
}

interface Part {
  draft: Draft;
  put: (some: Partial<Draft>) => void;
}

function OfRelated({ object, draft, put }: Part & { object: ObjectSpec }) {
  const { t } = useWords();
  const meta = useMeta();
  const target = objectNamed(meta, object.related.find((one) => one.name === draft.related)?.object);
  const kinds = kindsFor(draft.how);
  const fields = (target?.fields ?? []).filter((one) => kinds.includes(one.kind) && !one.system && !one.secret);
  return (
    <>
      <Line>
        <Choice
          label={t("measures.related")}
          value={draft.related}
          data={object.related.map((one) => ({ value: one.name, label: one.label }))}
          onChange={(related) => put({ related, field: "", where: { all: [] } })}
        />
        <Choice
          label={t("measures.how")}
          value={draft.how}
          data={HOWS.map((one) => ({ value: one, label: t(`measures.hows.${one}`) }))}
          onChange={(how) =>
            put({
              how,
              field: fields.some((one) => one.name === draft.field && kindsFor(how).includes(one.kind))
                ? draft.field
                : "",
            })
          }
        />
        {needsField(draft.how) && (
          <Choice
            label={t("filter.field")}
            value={draft.field}
            data={fields.map((one) => ({ value: one.name, label: one.label }))}
            onChange={(field) => put({ field })}
          />
        )}
        <Window draft={draft} put={put} />
      </Line>
      {target && (
        <div className="z-col" style={{ gap: 4 }}>
          <span className="z-quiet">{t("filter.which_are", { what: target.label_plural })}</span>
          <Tree object={target} value={draft.where} onChange={(where) => put({ where })} />
        </div>
      )}
    </>
  );
}

function Window({ draft, put }: Part) {
  const { t } = useWords();
  return <Within label={t("filter.within")} span={draft.within} onChange={(within) => put({ within })} />;
}

const Line = ({ children }: { children: ReactNode }) => <div className="zm-line">{children}</div>;

interface ChoiceProps {
  label: string;
  value: string;
  data: { value: string; label: string }[];
  onChange: (next: string) => void;
}

function Choice({ label, value, data, onChange }: ChoiceProps) {
  return (
    <Select
      label={label}
      searchable={data.length > 10}
      openOnFocus={false}
      allowDeselect={false}
      w={160}
      data={data}
      value={value || null}
      onChange={(next) => next && onChange(next)}
    />
  );
}
