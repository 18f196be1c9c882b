/** Files kept with a record: drop, press to choose, download. */

import { useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useState } from "react";
import { FieldCell } from "../../fields/parts.tsx";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { refresh, useList } from "../../schema/queries.ts";
import type { FilesShape } from "../../schema/roles.ts";
import type { Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { FileButton } from "../../ui/mantine.ts";
import { whereLinked } from "../../views/record/Related.tsx";
import { useWrites } from "../../views/useWrites.ts";

export function Files({ files, row, short }: { files: FilesShape; row: Row; short?: boolean }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { back, object, file } = files;
  const { tell, remove } = useWrites(object);
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const list = useList(object.plural, {
    where: whereLinked(back, row.id),
    columns: [object.title_field, file.name],
    sort: "-created_at",
    limit: short ? 5 : 50,
    count: 0,
  });
  const send = async (chosen: File[]) => {
    setBusy(true);
    try {
      for (const one of chosen) {
        const kept = await api.file(one);
        await api.create(object.plural, {
          [object.title_field]: one.name.slice(0, 200),
          [back.field]: row.id,
          [file.name]: kept,
        });
      }
      refresh(client);
    } catch (fault) {
      tell(fault);
    } finally {
      setBusy(false);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send([...event.dataTransfer.files]);
  };
  return (
    <section
      className="z-panel"
      style={{ maxWidth: 860, outline: over ? "2px dashed var(--z-focus)" : undefined }}
      aria-label={back.label}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <div className="z-panel-head">
        <Icon name="paperclip" size={15} />
        <span className="z-grow">{back.label}</span>
        {object.rights.create && (
          <FileButton multiple onChange={send}>
            {(props) => (
              <Button {...props} size="xs" variant="subtle" loading={busy}>
                {t("record.add_file")}
              </Button>
            )}
          </FileButton>
        )}
      </div>
      {(list.data?.rows ?? []).map((one) => (
        <div key={one.id} className="z-row" style={{ padding: "6px 14px" }}>
          <span className="z-grow z-clip">
            <FieldCell field={file} value={one[file.name]} />
          </span>
          {object.rights.delete && (
            <IconButton icon="x" size={22} iconSize={13} label={t("do.delete")} onClick={() => remove(one)} />
          )}
        </div>
      ))}
      {list.data?.rows.length === 0 && <div className="z-panel-body z-quiet">{t("record.drop_files")}</div>}
    </section>
  );
}
