/** The frame of every chart: its title, what it means, and its numbers as a table, a picture or a sheet. */
import { type ReactNode, useId, useRef, useState } from "react";
import { useEvent } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { Boundary } from "../Boundary.tsx";
import { Button } from "../Button.tsx";
import { IconButton } from "../IconButton.tsx";
import { Menu, Popup } from "../Popup.tsx";
import { toast } from "../toast.tsx";
import { Legend } from "./Legend.tsx";
import { useLook } from "./look.ts";
import { TableView } from "./TableView.tsx";
import type { CardProps, LegendEntry, Table } from "./types.ts";
import "./charts.css";

const HEIGHT = 260;

interface Inside {
  table: Table;
  legend?: readonly LegendEntry[];
  /** There is nothing to draw; `empty` of the card says why, if the page knows. */
  nothing?: boolean;
  /** Of many rows only some are drawn. */
  cut?: { shown: number; all: number };
  children: (height: number) => ReactNode;
}

export function ChartCard(props: CardProps & Inside) {
  const { title, help, note, tools, height = HEIGHT, loading, table, legend, cut, nothing, children } = props;
  const { t } = useWords();
  const id = useId();
  const drawn = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const empty = loading ? undefined : (props.empty ?? (nothing ? t("chart.nothing") : undefined));
  const ready = !loading && empty === undefined;
  return (
    <section className="z-panel zc-card" aria-labelledby={id} aria-busy={loading || undefined}>
      <header className="zc-head">
        <h3 id={id} className="z-clip" title={title}>
          {title}
        </h3>
        {help && <Help text={help} />}
        <span className="z-quiet z-clip z-grow zc-note">{note}</span>
        {tools}
        {ready && <Choices {...props} drawn={drawn} asTable={asTable} setAsTable={setAsTable} />}
      </header>
      <div className="zc-body">
        {loading ? (
          <div className="z-bone zc-bone" style={{ height }} />
        ) : empty !== undefined ? (
          <div className="z-empty zc-empty" style={{ height }}>
            <strong>{t("chart.empty")}</strong>
            <span>{empty}</span>
          </div>
        ) : asTable ? (
          <TableView title={title} table={table} height={height} />
        ) : (
          <Boundary at={title}>
            {legend && <Legend entries={legend} />}
            <div ref={drawn} className="zc-drawn">
              {children(height)}
            </div>
            {cut && (
              <div className="zc-cut z-quiet">
                {t("chart.cut", { shown: cut.shown, all: cut.all })}
                <Button variant="subtle" size="xs" onClick={() => setAsTable(true)}>
                  {t("chart.all_rows")}
                </Button>
              </div>
            )}
          </Boundary>
        )}
      </div>
    </section>
  );
}

/** Under the pointer for those who have one; a press opens it for all others. */
function Help({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <Popup
      label={t("chart.help")}
      width={300}
      side="bottom-start"
      button={(opener) => (
        <IconButton icon="help" label={t("chart.help")} data-tip={text} size={22} iconSize={15} {...opener} />
      )}
    >
      {() => <p className="zc-help">{text}</p>}
    </Popup>
  );
}

interface ChoicesProps extends CardProps {
  table: Table;
  legend?: readonly LegendEntry[];
  drawn: { current: HTMLDivElement | null };
  asTable: boolean;
  setAsTable: (to: boolean) => void;
}

function Choices({ title, note, table, legend, onExcel, drawn, asTable, setAsTable }: ChoicesProps) {
  const { t } = useWords();
  const { palette } = useLook();
  const tell = (saving: Promise<void>) => void saving.catch(() => toast({ text: t("chart.not_saved"), bad: true }));
  const image = useEvent(() => {
    const svg = drawn.current?.querySelector("svg");
    if (svg) tell(import("./picture.ts").then((part) => part.savePicture({ svg, title, note, legend, palette })));
  });
  const sheet = useEvent(() =>
    onExcel ? onExcel(table) : tell(import("./sheet.ts").then((part) => part.saveSheet(title, table))),
  );
  return (
    <Menu
      label={t("chart.more", { title })}
      button={(opener) => <IconButton icon="dots" label={t("chart.more", { title })} size={26} {...opener} />}
      lines={() => [
        {
          label: t(asTable ? "chart.as_chart" : "chart.as_table"),
          icon: asTable ? "chart-bar" : "table",
          run: () => setAsTable(!asTable),
        },
        !asTable &&
          drawn.current?.querySelector("svg") && { label: t("chart.save_image"), icon: "download", run: image },
        { label: t("chart.excel"), icon: "file-spreadsheet", run: sheet },
      ]}
    />
  );
}
