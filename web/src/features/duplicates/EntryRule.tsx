/** A rule at entry: of which records, whose and by which ways, and what happens. */
import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { fieldNamed, useMeta } from "../../schema/meta.ts";
import type { FieldSpec, ObjectSpec, Row } from "../../schema/types.ts";
import { useLeave } from "../../ui/leave.ts";
import { Drawer } from "../../ui/mantine.ts";
import { FormView, startValues } from "../../views/form/FormView.tsx";

/** The object is chosen among those that are compared, and not written by its name. */
function withObjects(rules: ObjectSpec, compared: ObjectSpec[]): ObjectSpec {
  const options = compared.map((one) => ({ value: one.name, label: one.label, color: null }));
  const fields = rules.fields.map((one): FieldSpec => {
    return one.name === "object" ? { ...one, kind: "choice", options, default: compared[0]?.name } : one;
  });
  return { ...rules, fields };
}

interface Props {
  rules: ObjectSpec;
  row: Row | null;
  onClose: () => void;
}

export default function EntryRule({ rules, row, onClose }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const { mark, leave } = useLeave(onClose);
  const shown = withObjects(
    rules,
    useMeta().objects.filter((one) => one.compared),
  );
  const least = fieldNamed(shown, "least");
  return (
    <Drawer
      opened
      onClose={leave}
      position="right"
      size={520}
      padding={0}
      title={t(row ? "form.edit" : "do.new", { what: rules.label })}
      styles={{ header: { padding: "12px 20px" }, body: { display: "flex", height: "calc(100% - 60px)" } }}
    >
      <FormView
        object={shown}
        start={row ?? startValues(shown)}
        submitLabel={t("do.save")}
        onDirty={mark}
        onCancel={leave}
        notice={() => least && <p className="z-quiet">{t("duplicates.rule_help")}</p>}
        onSubmit={async (changed, all) => {
          if (row) {
            if (Object.keys(changed).length > 0) await api.patch(rules.plural, row.id, row.version, changed);
          } else await api.create(rules.plural, given(all));
          await client.invalidateQueries();
          onClose();
        }}
      />
    </Drawer>
  );
}

const given = (all: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined));
