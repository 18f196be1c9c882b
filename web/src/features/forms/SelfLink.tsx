/** A link with which somebody sees and corrects their own record: sent to them, or to be copied. */
import { useState } from "react";
import { copy } from "../../lib/clipboard.ts";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { useFaultWords } from "../../ui/Faces.tsx";
import { Drawer, TextInput } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";

type Made = Awaited<ReturnType<typeof api.selfLink>>;

interface Props {
  object: ObjectSpec;
  record: { id: number; title: string };
  onClose: () => void;
}

export default function SelfLink({ object, record, onClose }: Props) {
  const { t } = useWords();
  const words = useFaultWords();
  const [made, setMade] = useState<Made | null>(null);
  const doing = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
  };
  const make = (send: boolean) => doing(async () => setMade(await api.selfLink(object.plural, record.id, send)));
  const end = () =>
    doing(async () => {
      const { links } = await api.endSelfLinks(object.plural, record.id);
      setMade(null);
      toast({ text: t("forms.self.ended", { n: links }) });
    });
  const link = made?.link;
  return (
    <Drawer opened onClose={onClose} position="right" size={480} title={`${t("forms.self.link")} · ${record.title}`}>
      <div className="z-col" style={{ gap: 14 }}>
        <p className="z-quiet" style={{ margin: 0 }}>
          {t("forms.self.link_help")}
        </p>
        {made?.sent && <div>{t("forms.self.sent", { until: minuteOf(made.until) })}</div>}
        {made && link && (
          <div className="z-row" style={{ alignItems: "flex-end" }}>
            <TextInput
              className="z-grow"
              readOnly
              label={t("forms.self.until", { until: minuteOf(made.until) })}
              value={link}
              onFocus={(event) => event.currentTarget.select()}
            />
            <Button
              variant="default"
              onClick={async () => toast({ text: (await copy(link)) ? t("said.copied_text") : t("said.not_copied") })}
            >
              {t("do.copy")}
            </Button>
          </div>
        )}
        <div className="z-row z-wrap">
          <Button onClick={() => void make(true)}>{t("forms.self.send")}</Button>
          <Button variant="default" onClick={() => void make(false)}>
            {t("forms.self.show")}
          </Button>
          <Button variant="subtle" onClick={() => void end()}>
            {t("forms.self.end")}
          </Button>
        </div>
      </div>
    </Drawer>
  );
}
