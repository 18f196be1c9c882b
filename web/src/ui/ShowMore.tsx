/** The next page of a list that grows downwards. */
import { useWords } from "../lib/i18n.ts";
import { Button } from "./Button.tsx";

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

export function ShowMore({ pages }: { pages: Pages }) {
  const { t } = useWords();
  if (!pages.hasNextPage) return null;
  return (
    <div style={{ padding: 12, textAlign: "center" }}>
      <Button variant="default" size="xs" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
        {t("do.show_more")}
      </Button>
    </div>
  );
}
