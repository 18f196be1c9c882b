/** What waits for whoever looks after the records: duplicates, suggestions, quality, answers of forms, files. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { useLater } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import { useMeta } from "../../schema/meta.ts";
import { keepsQuality, mayMerge } from "../../schema/roles.ts";
import { Icon } from "../../ui/Icon.tsx";

const OPEN = "waiting,refused";
const FRESH = 60_000;

export function DataDesk() {
  const { t } = useWords();
  const meta = useMeta();
  const later = useLater();
  const merges = meta.objects.some(mayMerge);
  const imports = meta.objects.some((one) => one.rights.import && !one.settings);
  const looks = keepsQuality(meta);
  const groups = useQuery({
    queryKey: ["duplicates", "status"],
    queryFn: api.compared,
    enabled: later && merges,
    staleTime: FRESH,
  });
  const quality = useQuery({ queryKey: ["quality"], queryFn: api.quality, enabled: later && looks, staleTime: FRESH });
  const waiting = useQuery({ queryKey: ["suggestions"], queryFn: api.waiting, enabled: later, staleTime: FRESH });
  const answers = useQuery({
    queryKey: ["answers", "count"],
    queryFn: () => api.answers(OPEN, null),
    enabled: later && imports,
    staleTime: FRESH,
  });
  const score = quality.data?.objects.find((one) => one.score !== null);
  const open = groups.data?.reduce((sum, one) => sum + one.open, 0);
  const lines = [
    merges && { to: "/duplicates", icon: "copy", label: t("nav.duplicates"), told: open },
    { to: "/suggestions", icon: "bolt", label: t("capture.suggested"), told: waiting.data?.length },
    looks && {
      to: "/quality",
      icon: "checks",
      label: t("quality.title"),
      told: score && `${score.label} ${score.score?.toFixed(1)}`,
    },
    imports && { to: "/settings/answers", icon: "mail", label: t("forms.inbox"), told: answers.data?.rows.length },
    imports && { to: "/import", icon: "file-import", label: t("nav.import"), told: "" },
  ].filter((one) => one !== false);
  if (lines.length === 1 && !waiting.data?.length) return null;
  return (
    <section className="z-panel" aria-label={t("workbench.data")}>
      <div className="z-panel-head">
        <Icon name="checks" size={15} />
        {t("workbench.data")}
      </div>
      {lines.map((one) => (
        <Link key={one.to} to={one.to} className="zr-line">
          <Icon name={one.icon} size={15} />
          <span className="z-grow">{one.label}</span>
          <span className="z-num z-quiet">{typeof one.told === "number" ? grouped(one.told) : one.told}</span>
        </Link>
      ))}
    </section>
  );
}
