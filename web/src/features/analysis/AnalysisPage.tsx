/** Customer analysis: who they are, who brings how much, who comes back, and who moves. Each number opens its list. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { useTitle } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import { analysed, hasMoney } from "../../schema/roles.ts";
import type { AnalysisOutline, ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Bones, Empty, Fault, useFaultWords } from "../../ui/Faces.tsx";
import { toast } from "../../ui/toast.tsx";
import { Changes } from "./Changes.tsx";
import { Cohorts } from "./Cohorts.tsx";
import { again, type Card, momentOf, useCard, useOutline } from "./cards.ts";
import { Headline } from "./Headline.tsx";
import { Movement } from "./Movement.tsx";
import { Needs } from "./Needs.tsx";
import { ByClass, ByField, ByRegion } from "./Parts.tsx";
import { Worth } from "./Worth.tsx";
import "./analysis.css";

export default function AnalysisPage() {
  const { t } = useWords();
  const object = analysed(useMeta());
  const title = t("nav.buyers", { what: object?.label ?? "" });
  useTitle(title);
  if (!object) return <Empty icon="chart-bar" title={title} text={t("analysis.lack.purchases")} />;
  return <Page object={object} title={title} />;
}

function Page({ object, title }: { object: ObjectSpec; title: string }) {
  const { t } = useWords();
  const outline = useOutline(object);
  const headline = useCard(object, "headline");
  return (
    <div className="z-page">
      <div className="zn">
        <header className="z-row z-wrap zn-head">
          <h1 className="z-title">{title}</h1>
          <span className="z-quiet z-grow zn-help">{t("analysis.help")}</span>
          {headline.at && <span className="z-quiet z-num">{t("analysis.as_of", { at: momentOf(headline.at) })}</span>}
          <Again object={object} />
        </header>
        <Headline object={object} card={headline} />
        {outline.isError && !outline.data ? (
          <Fault fault={outline.error} retry={() => outline.refetch()} />
        ) : !outline.data ? (
          <Bones rows={10} />
        ) : (
          <Cards object={object} outline={outline.data} headline={headline} />
        )}
      </div>
    </div>
  );
}

interface Given {
  object: ObjectSpec;
  outline: AnalysisOutline;
  headline: Card<"headline">;
}

/** What takes longer is asked for when the head is there; without a purchase there is nothing to ask. */
function Cards({ object, outline, headline }: Given) {
  const part = (name: string) => outline.fields.find((one) => one.part === name)?.name;
  const lifecycle = outline.schemes.find((one) => one.lifecycle);
  const region = part("region");
  const first = !headline.frame.loading;
  const none = !outline.purchases || headline.told?.buyers === 0;
  return (
    <div className="zn-grid">
      <ByClass object={object} outline={outline} />
      <ByField object={object} outline={outline} kept="stage" first={lifecycle?.field ?? part("stage")} />
      <ByField object={object} outline={outline} kept="industry" first={part("size") ?? part("industry")} />
      {region && <ByRegion object={object} field={region} />}
      {none ? (
        <NoPurchases object={object} known={outline.purchases} />
      ) : (
        <>
          <Worth object={object} outline={outline} when={first} />
          <Cohorts object={object} when={first} />
        </>
      )}
      <Movement object={object} outline={outline} when={first} />
      {!none && <Changes object={object} when={first} />}
      <Needs object={object} tags={part("tags")} bought={!none} when={first} />
    </div>
  );
}

function NoPurchases({ object, known }: { object: ObjectSpec; known: boolean }) {
  const { t } = useWords();
  const meta = useMeta();
  const sold = object.related.map((back) => objectNamed(meta, back.object)).find((one) => one && hasMoney(one));
  return (
    <section className="z-panel zn-wide">
      <Empty
        icon="receipt"
        title={t(known ? "analysis.no_purchases" : "analysis.not_yours")}
        text={t(known ? "analysis.no_purchases_text" : "analysis.lack.rights")}
      >
        {known && sold?.rights.import && (
          <Link to="/import" className="z-link">
            {t("do.import_what", { what: sold.label_plural })}
          </Link>
        )}
      </Empty>
    </section>
  );
}

function Again({ object }: { object: ObjectSpec }) {
  const { t } = useWords();
  const client = useQueryClient();
  const words = useFaultWords();
  const [busy, setBusy] = useState(false);
  const refresh = async () => {
    setBusy(true);
    try {
      await again(client, object);
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="xs" variant="default" onClick={refresh} loading={busy}>
      {t("do.refresh")}
    </Button>
  );
}
