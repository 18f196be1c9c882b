/** Which column of a sheet names the record of a link, where it is looked for, and how many rows find it. */

import { useState } from "react";
import { useWords } from "../../../lib/i18n.ts";
import { grouped } from "../../../lib/numbers.ts";
import type { LinkedLink, LinkedPreview, LinkedSheet } from "../../../schema/types.ts";
import { Button } from "../../../ui/Button.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { Select } from "../../../ui/mantine.ts";
import { type Link, withLink } from "./state.ts";

interface Props {
  shown: LinkedPreview;
  sheet: LinkedSheet;
  at: number;
  onLinks: (links: Link[]) => void;
}

const THERE = "";

const columnsOf = (sheet: LinkedSheet | undefined) =>
  (sheet?.columns ?? []).map((one) => ({ value: String(one.index), label: one.header }));

export function LinkLine({ shown, sheet, at, onLinks }: Props) {
  const { t } = useWords();
  const link = sheet.links[at]!;
  const others = shown.sheets.filter((one) => one.plan?.object === link.to);
  const other = shown.sheets.find((one) => one.sheet === link.sheet);
  const change = (next: Partial<Link>) => {
    const { field, column, sheet: there, key, record } = { ...link, ...next };
    onLinks(withLink(sheet, at, { field, column, sheet: there, key: there ? key : null, record }));
  };
  const lookIn = (name: string | null) => {
    const chosen = shown.sheets.find((one) => one.sheet === name);
    // The column that is called the same is the likeliest.
    const heading = sheet.columns.find((one) => one.index === link.column)?.header;
    const same = chosen?.columns.find((one) => one.header === heading) ?? chosen?.columns[0];
    change(chosen ? { sheet: chosen.sheet, key: same?.index ?? 0, column: link.column ?? 0 } : { sheet: null });
  };
  return (
    <div className="zi-link">
      <div className="z-row z-wrap" style={{ gap: 8 }}>
        <strong className="zi-link-name">
          {link.label}
          {link.required && <span className="z-quiet"> *</span>}
        </strong>
        <Select
          size="xs"
          className="zi-link-select"
          w={190}
          aria-label={t("imports.linked.column_of", { field: link.label })}
          placeholder={t("imports.linked.none")}
          clearable={!link.required}
          data={columnsOf(sheet)}
          value={link.column === null ? null : String(link.column)}
          onChange={(next) =>
            next === null ? change({ column: null, sheet: null, key: null }) : change({ column: Number(next) })
          }
        />
        {link.column !== null && (
          <>
            <span className="z-quiet">{t("imports.linked.among")}</span>
            <Select
              size="xs"
              className="zi-link-select"
              w={230}
              aria-label={t("imports.linked.sheet_of", { field: link.label })}
              allowDeselect={false}
              data={[
                ...others.map((one) => ({
                  value: one.sheet,
                  label: t("imports.linked.in_sheet", { name: one.sheet }),
                })),
                { value: THERE, label: t("imports.linked.in_records") },
              ]}
              value={link.sheet ?? THERE}
              onChange={lookIn}
            />
            {other && (
              <Select
                size="xs"
                className="zi-link-select"
                w={190}
                aria-label={t("imports.linked.key_of", { field: link.label })}
                allowDeselect={false}
                data={columnsOf(other)}
                value={String(link.key)}
                onChange={(next) => next && change({ key: Number(next) })}
              />
            )}
          </>
        )}
      </div>
      {link.column !== null && <Measured link={link} />}
    </div>
  );
}

function Measured({ link }: { link: LinkedLink }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const lost = link.missing + link.twice;
  const filled = link.rows - link.blank;
  const said = [
    t("imports.linked.found", { n: grouped(link.found + link.records), total: grouped(filled), what: link.label }),
    link.records > 0 && t("imports.linked.of_records", { n: grouped(link.records) }),
    link.blank > 0 && t("imports.linked.blank", { n: grouped(link.blank) }),
    link.later && t("imports.linked.later"),
    !link.exact && t("imports.linked.inexact"),
  ];
  return (
    <div className="z-col" style={{ gap: 6 }}>
      <div className="z-row z-wrap" style={{ gap: "4px 12px" }}>
        <span className="zi-link-found" data-all={lost === 0 || undefined}>
          {lost === 0 && <Icon name="check" size={14} />} {said.filter(Boolean).join(" · ")}
        </span>
        {lost > 0 && (
          <Button
            variant="subtle"
            size="xs"
            className="zi-link-select"
            color="amber"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            rightSection={<Icon name="chevron-down" size={13} />}
          >
            {t("imports.linked.lost", { n: grouped(lost) })}
          </Button>
        )}
      </div>
      {open && (
        <ul className="zi-lost">
          {link.examples.map((one) => (
            <li key={one.row}>
              <span className="z-quiet z-num">{t("imports.linked.row", { n: one.row })}</span>
              <span className="zi-lost-value">{one.value}</span>
              <span className="z-quiet">{t(`imports.linked.why.${one.why}`)}</span>
            </li>
          ))}
          {lost > link.examples.length && <li className="z-quiet">{t("imports.linked.more")}</li>}
        </ul>
      )}
    </div>
  );
}
