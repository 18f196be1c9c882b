/** Where one is signed in, and how to end it there. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { toast } from "../../ui/toast.tsx";
import { type SignedIn, session } from "../session/index.ts";

const key = ["places"] as const;

export function Places() {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const query = useQuery({ queryKey: key, queryFn: session.places });
  const end = async (places: SignedIn[]) => {
    try {
      await session.end(places.map((one) => one.id));
      await client.invalidateQueries({ queryKey: key });
    } catch (fault) {
      toast({ text: words(fault).message, bad: true });
    }
  };
  if (query.isError && !query.data) return <Fault fault={query.error} retry={() => query.refetch()} />;
  if (!query.data) return <Bones rows={2} />;
  const others = query.data.filter((one) => !one.is_current);
  return (
    <section aria-label={t("settings.places")} style={{ maxWidth: 640 }}>
      <div className="zi-label">{t("settings.places")}</div>
      <ul className="zc-lines">
        {query.data.map((one) => (
          <li key={one.id} className="z-row">
            <div className="z-grow">
              <div>{deviceOf(one.user_agent) || t("settings.place_unknown")}</div>
              <div className="z-quiet z-num">
                {one.ip} · {minuteOf(new Date(one.created_at * 1000).toISOString())}
              </div>
            </div>
            {one.is_current ? (
              <span className="z-quiet">{t("settings.place_here")}</span>
            ) : (
              <Button size="xs" variant="default" onClick={() => void end([one])}>
                {t("settings.place_end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <Button size="xs" variant="default" onClick={() => void end(others)}>
          {t("settings.places_end")}
        </Button>
      )}
    </section>
  );
}

const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger/, "微信 WeChat"],
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/HarmonyOS|OpenHarmony/, "HarmonyOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** Browser and system as people call them; what else there is of it tells nobody anything. */
function deviceOf(agent: string): string {
  const named = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(agent))?.[1];
  return [named(BROWSERS), named(SYSTEMS)].filter(Boolean).join(" · ");
}
