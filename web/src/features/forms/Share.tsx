/** Where a form is found - address, code for a page, QR code - and how it does. */
import { useQuery } from "@tanstack/react-query";
import { QRCodeSVG } from "qrcode.react";
import { useRef } from "react";
import { copy } from "../../lib/clipboard.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { titleOf } from "../../schema/meta.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault } from "../../ui/Faces.tsx";
import { Drawer, Textarea, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";

type Place = Awaited<ReturnType<typeof api.formPage>>;

export function Share({ object, row, onClose }: { object: ObjectSpec; row: Row; onClose: () => void }) {
  const query = useQuery({ queryKey: ["form-page", row.id], queryFn: () => api.formPage(row.id), staleTime: 0 });
  return (
    <Drawer opened onClose={onClose} position="right" size={500} title={titleOf(object, row)}>
      {query.isError ? (
        <Fault fault={query.error} retry={() => query.refetch()} />
      ) : !query.data ? (
        <Bones rows={8} />
      ) : (
        <div className="z-col" style={{ gap: 16 }}>
          <Ways place={query.data} row={row} />
          <Days days={query.data.days} />
        </div>
      )}
    </Drawer>
  );
}

function Ways({ place, row }: { place: Place; row: Row }) {
  const { t } = useWords();
  const code = useRef<SVGSVGElement>(null);
  const address = location.origin + place.path;
  const script = `<script src="${location.origin}${place.script}" async></script>`;
  const take = async (text: string) =>
    toast({ text: (await copy(text)) ? t("said.copied_text") : t("said.not_copied") });
  const download = () => {
    const text = code.current ? new XMLSerializer().serializeToString(code.current) : "";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    link.download = `${place.public_id}.svg`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      {row.active !== true && <div className="zf-note">{t("forms.closed")}</div>}
      <div className="z-row" style={{ alignItems: "flex-end" }}>
        <TextInput className="z-grow" label={t("forms.address")} readOnly value={address} />
        <Button variant="default" onClick={() => void take(address)}>
          {t("do.copy")}
        </Button>
        <Button variant="default" onClick={() => window.open(place.path, "_blank", "noopener")}>
          {t("do.open")}
        </Button>
      </div>
      <div className="z-row" style={{ alignItems: "flex-end" }}>
        <Textarea
          className="z-grow"
          label={t("forms.script")}
          description={t(row.sites ? "forms.script_help" : "forms.script_sites")}
          readOnly
          autosize
          value={script}
        />
        <Button variant="default" onClick={() => void take(script)}>
          {t("do.copy")}
        </Button>
      </div>
      <div className="z-row z-wrap" style={{ gap: 16 }}>
        <div className="zf-qr">
          <QRCodeSVG ref={code} value={address} size={148} marginSize={2} title={address} />
        </div>
        <Button variant="default" onClick={download}>
          {t("forms.download")}
        </Button>
      </div>
    </>
  );
}

function Days({ days }: { days: Place["days"] }) {
  const { t } = useWords();
  const steps = ["seen", "started", "sent"] as const;
  const sum = (name: (typeof steps)[number]) => days.reduce((total, day) => total + day[name], 0);
  const most = Math.max(1, ...steps.map(sum));
  return (
    <div>
      <div className="zf-head">{t("forms.numbers")}</div>
      {steps.map((name) => (
        <div key={name} className="zf-step">
          <span>{t(`forms.steps.${name}`)}</span>
          <span className="zf-bar" style={{ width: `${(sum(name) / most) * 60}%` }} />
          <span className="z-num">{sum(name)}</span>
        </div>
      ))}
      {days.length > 0 && (
        <table className="zc-table zf-days">
          <thead>
            <tr>
              <th>{t("forms.day")}</th>
              {steps.map((name) => (
                <th key={name}>{t(`forms.steps.${name}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.on}>
                <td className="z-num">{day.on}</td>
                {steps.map((name) => (
                  <td key={name} className="z-num">
                    {day[name]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
