/** Deleted records of each object, and the way back. */

import { useState } from "react";
import { FieldCell } from "../../fields/parts.tsx";
import { useWords } from "../../lib/i18n.ts";
import { fieldNamed, titleOf, useMeta } from "../../schema/meta.ts";
import { useList } from "../../schema/queries.ts";
import { mainObject, working } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault } from "../../ui/Faces.tsx";
import { Select } from "../../ui/mantine.ts";
import { useWrites } from "../../views/useWrites.ts";

export default function RecycleBin() {
  const { t } = useWords();
  const meta = useMeta();
  const objects = working(meta);
  const [name, setName] = useState((mainObject(meta) ?? objects[0])?.name ?? "");
  const object = objects.find((one) => one.name === name);
  return (
    <>
      <div className="z-panel-head">
        <span>{t("settings.bin")}</span>
        <Select
          size="xs"
          w={150}
          aria-label={t("settings.of_object")}
          allowDeselect={false}
          data={objects.map((one) => ({ value: one.name, label: one.label }))}
          value={name}
          onChange={(next) => next && setName(next)}
        />
      </div>
      {object && <Deleted key={object.name} object={object} />}
    </>
  );
}

function Deleted({ object }: { object: ObjectSpec }) {
  const { t } = useWords();
  const { batch } = useWrites(object);
  const list = useList(object.plural, { deleted: 1, limit: 100, sort: "-updated_at" });
  if (list.isError && !list.data) return <Fault fault={list.error} retry={() => list.refetch()} />;
  if (!list.data) return <Bones rows={5} />;
  if (list.data.rows.length === 0) return <Empty icon="trash" title={t("settings.bin_empty")} />;
  const when = fieldNamed(object, "updated_at");
  const who = fieldNamed(object, "updated_by");
  return (
    <table className="zc-table">
      <tbody>
        {list.data.rows.map((row) => (
          <tr key={row.id}>
            <td>{titleOf(object, row)}</td>
            <td>{who && <FieldCell field={who} value={row.updated_by} />}</td>
            <td className="z-quiet">{when && <FieldCell field={when} value={row.updated_at} />}</td>
            <td className="zc-right">
              {object.rights.delete && (
                <Button size="xs" variant="subtle" onClick={() => batch({ mode: "restore", rows: [{ id: row.id }] })}>
                  {t("settings.restore")}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
