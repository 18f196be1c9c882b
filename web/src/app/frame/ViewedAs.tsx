/** Says through whose eyes the page is seen, and ends it. */

import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import { useMeta } from "../../schema/meta.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";

export function ViewedAs() {
  const { t } = useWords();
  const { me } = useMeta();
  if (me.viewer === null) return null;
  const end = async () => {
    await api.beOneself();
    location.assign("/settings/people");
  };
  return (
    <div className="za-viewed" role="status">
      <Icon name="eye" size={15} />
      <span className="z-grow">{t("view_as.now", { name: me.name })}</span>
      <Button size="xs" variant="default" onClick={() => void end()}>
        {t("view_as.end")}
      </Button>
    </div>
  );
}
