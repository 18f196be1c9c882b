import { useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { FileButton, SegmentedControl, Select } from "../../ui/mantine.ts";
import { Paste } from "./Paste.tsx";

interface Props {
  offered: ObjectSpec[];
  object: string;
  setObject: (name: string) => void;
  busy: boolean;
  onFile: (file: File) => void;
}

export function DropFile({ offered, object, setObject, busy, onFile }: Props) {
  const { t, language } = useWords();
  const chosen = offered.find((one) => one.name === object);
  const [over, setOver] = useState(false);
  const data = offered.map((one) => ({ value: one.name, label: one.label_plural }));
  return (
    <div className="z-col" style={{ gap: 14 }}>
      <div className="z-row z-wrap">
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
        <span className="z-grow" />
        {chosen && (
          <LinkButton
            to={api.template(chosen.plural, language)}
            download
            variant="subtle"
            leftSection={<Icon name="download" size={15} />}
          >
            {t("imports.template", { object: chosen.label })}
          </LinkButton>
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
        <span className="z-quiet" style={{ textAlign: "center" }}>
          {t("imports.kinds")}
        </span>
        <FileButton
          accept=".xlsx,.xlsm,.xls,.ods,.csv,.txt,.tsv,.html,.htm,.vcf"
          onChange={(file) => file && onFile(file)}
        >
          {(props) => (
            <Button {...props} loading={busy}>
              {t("kind.choose_file")}
            </Button>
          )}
        </FileButton>
      </div>
      <Paste busy={busy} onFile={onFile} />
      <p className="z-quiet" style={{ margin: 0 }}>
        {t("imports.promise")}
      </p>
    </div>
  );
}
