import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import type { Count } from "../../schema/types.ts";
import { IconButton } from "../../ui/IconButton.tsx";

/** The pages to offer around the present one. */
export function pagesAround(page: number, last: number): (number | null)[] {
  const near = [1, page - 1, page, page + 1, last].filter((one) => one >= 1 && one <= last);
  const sorted = [...new Set(near)].sort((one, other) => one - other);
  return sorted.flatMap((one, index) => (index > 0 && one - sorted[index - 1]! > 1 ? [null, one] : [one]));
}

export const countText = (count: Count | null | undefined) =>
  count ? `${grouped(count.value)}${count.exact ? "" : "+"}` : "…";

interface Props {
  page: number;
  size: number;
  count: Count | null | undefined;
  more: boolean;
  onPage: (page: number) => void;
  onSize: (size: number) => void;
}

const SIZES = [20, 50, 100, 200];

export function Pager({ page, size, count, more, onPage, onSize }: Props) {
  const { t } = useWords();
  const last = count ? Math.max(1, Math.ceil(count.value / size)) : page;
  const beyond = more && page >= last;
  return (
    <nav className="zl-pager" aria-label={t("list.pages")}>
      <span className="z-num z-quiet">{t("list.count", { count: countText(count) as never })}</span>
      <span className="z-grow" />
      <select
        className="z-field"
        aria-label={t("list.page_size")}
        value={size}
        onChange={(event) => onSize(Number(event.currentTarget.value))}
      >
        {SIZES.map((one) => (
          <option key={one} value={one}>
            {t("list.per_page", { n: one })}
          </option>
        ))}
      </select>
      <IconButton
        icon="chevron-left"
        label={t("list.previous")}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      />
      {pagesAround(page, Math.max(last, page)).map((one, index) =>
        one === null ? (
          <span key={`gap-${index}`} className="z-quiet">
            …
          </span>
        ) : (
          <button
            key={one}
            type="button"
            className="z-plain zl-page z-num"
            aria-current={one === page ? "page" : undefined}
            onClick={() => onPage(one)}
          >
            {grouped(one)}
          </button>
        ),
      )}
      <IconButton
        icon="chevron-right"
        label={t("list.next")}
        disabled={!beyond && page >= last}
        onClick={() => onPage(page + 1)}
      />
    </nav>
  );
}
