/** Of those who work for several companies: which is open. */
import { useQuery } from "@tanstack/react-query";
import { useWords } from "../../lib/i18n.ts";
import { call } from "../../schema/call.ts";
import { useFaultWords } from "../../ui/Faces.tsx";
import { SegmentedControl } from "../../ui/mantine.ts";
import { toast } from "../../ui/toast.tsx";
import { forget } from "../palette/index.ts";

export function Companies() {
  const { t } = useWords();
  const words = useFaultWords();
  const { data } = useQuery({ queryKey: ["companies"], queryFn: () => call("get", "/api/v1/me/companies", {}) });
  const open = data?.rows.find((one) => one.open);
  if (!open || data!.rows.length < 2) return null;
  const change = async (id: string) => {
    try {
      await call("post", "/api/v1/me/company", { body: { company: Number(id) } });
      forget();
      location.assign("/"); // nothing of the other company may stay
    } catch (fault) {
      toast({ text: words(fault).message, bad: true });
    }
  };
  return (
    <div>
      <div className="zi-label">{t("settings.company")}</div>
      <SegmentedControl
        aria-label={t("settings.company")}
        orientation={data!.rows.length > 3 ? "vertical" : "horizontal"}
        data={data!.rows.map((one) => ({ value: String(one.id), label: one.name }))}
        value={String(open.id)}
        onChange={(next) => void change(next)}
      />
    </div>
  );
}
