import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { FileButton, SegmentedControl, Select } from "../../ui/mantine.ts";

interface Props {
  offered: ObjectSpec[];
  object: string;
  setObject: (name: string) => void;
  busy: boolean;
  onFile: (file: File) => void;
}

export function DropFile({ offered, object, setObject, busy, onFile }: Props) {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  const data = offered.map((one) => ({ value: one.name, label: one.label_plural }));
  return (
    <div className="z-col" style={{ gap: 14 }}>
      <div className="z-row">
        <span className="z-quiet">{t("imports.into")}</span>
        {data.length <= 4 ? (
          <SegmentedControl aria-label={t("imports.into")} data={data} value={object} onChange={setObject} />
        ) : (
          <Select
            aria-label={t("imports.into")}
            data={data}
            value={object}
            allowDeselect={false}
            onChange={(next) => next && setObject(next)}
          />
        )}
      </div>
      <div
        className="zi-drop"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer.files[0];
          if (file) onFile(file);
        }}
      >
        <Icon name="file-spreadsheet" size={38} />
        <strong>{t("imports.drop")}</strong>
        <span className="z-quiet">{t("imports.kinds")}</span>
        <FileButton accept=".xlsx,.xlsm,.csv,.txt,.tsv" onChange={(file) => file && onFile(file)}>
          {(props) => (
            <Button {...props} loading={busy}>
              {t("kind.choose_file")}
            </Button>
          )}
        </FileButton>
      </div>
      <p className="z-quiet" style={{ margin: 0 }}>
        {t("imports.promise")}
      </p>
    </div>
  );
}
