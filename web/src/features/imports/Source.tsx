/** What is read and how it is taken: the object, the sheet or encoding, the headings, the mode, what a wrong value costs. */

import type { Dispatch, SetStateAction } from "react";
import { useWords } from "../../lib/i18n.ts";
import { grouped } from "../../lib/numbers.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import { working } from "../../schema/roles.ts";
import type { ImportPreview, Upload } from "../../schema/types.ts";
import { MultiSelect, NumberInput, SegmentedControl, Select } from "../../ui/mantine.ts";
import { bare, type Choice, encodingsOf, sheetFor } from "./state.ts";

interface Props {
  upload: Upload;
  choice: Choice;
  set: Dispatch<SetStateAction<Choice>>;
  preview: ImportPreview | undefined;
  /** The fields that a row can be matched by. */
  usable: { value: string; label: string }[];
  match: string | null;
  /** The object and the sheet are chosen elsewhere. */
  fixed: boolean;
}

export function Source({ upload, choice, set, preview, usable, match, fixed }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  const fresh = { headerRow: null, mapping: null };
  const encodings = encodingsOf(upload);
  const encoding = choice.encoding ?? upload.encoding;
  const unread = upload.encodings.find((one) => one.encoding === encoding)?.undecodable_count ?? 0;
  return (
    <section className="z-panel zi-top">
      <div className="z-grow" style={{ minWidth: 160 }}>
        <strong className="z-clip" style={{ display: "block" }} title={upload.name}>
          {fixed ? choice.sheet : upload.name}
        </strong>
        <span className="z-quiet z-num">{preview?.total ? t("imports.rows", { n: grouped(preview.total) }) : ""}</span>
        {preview && bare(preview) && <div style={{ color: "var(--z-amber)" }}>{t("imports.bare")}</div>}
        {unread > 0 && <div style={{ color: "var(--z-amber)" }}>{t("imports.unread", { n: grouped(unread) })}</div>}
      </div>
      <Select
        label={t("imports.into")}
        w={130}
        disabled={fixed}
        allowDeselect={false}
        data={working(meta)
          .filter((one) => one.rights.import)
          .map((one) => ({ value: one.name, label: one.label_plural }))}
        value={choice.object}
        onChange={(next) => {
          const sheet = sheetFor(upload.sheets, objectNamed(meta, next));
          if (next) set({ ...choice, ...fresh, object: next, match: null, sheet });
        }}
      />
      {upload.sheets.length > 1 && !fixed && (
        <Select
          label={t("imports.sheet")}
          w={190}
          allowDeselect={false}
          data={upload.sheets.map((one) => ({ value: one.name, label: `${one.name} (${grouped(one.rows)})` }))}
          value={choice.sheet}
          onChange={(next) => next && set({ ...choice, ...fresh, sheet: next })}
        />
      )}
      {encodings.length > 0 && (
        <Select
          label={t("imports.encoding")}
          w={170}
          allowDeselect={false}
          data={encodings.map((one) => ({ value: one, label: t(`imports.encodings.${one}`) }))}
          value={encoding}
          onChange={(next) => set({ ...choice, ...fresh, encoding: next as Choice["encoding"] })}
        />
      )}
      <NumberInput
        label={t("imports.header_row")}
        w={76}
        min={1}
        allowDecimal={false}
        hideControls={false}
        value={choice.headerRow ?? preview?.header_row ?? ""}
        onChange={(next) => typeof next === "number" && next > 0 && set({ ...choice, headerRow: next, mapping: null })}
      />
      <Choose
        label={t("imports.mode")}
        data={(["create", "update", "upsert"] as const).map((one) => ({
          value: one,
          label: t(`imports.modes.${one}`),
        }))}
        value={choice.mode}
        onChange={(mode) => set({ ...choice, mode: mode as Choice["mode"] })}
      />
      {choice.mode !== "create" && (
        <MultiSelect
          label={t("imports.match")}
          w={choice.alsoMatch.length > 0 ? 240 : 170}
          data={usable}
          value={match ? [match, ...choice.alsoMatch] : []}
          error={usable.length === 0 ? t("imports.no_key") : undefined}
          onChange={([first, ...others]) => set({ ...choice, match: first ?? null, alsoMatch: others })}
        />
      )}
      {choice.mode !== "create" && (
        <Choose
          label={t("imports.existing")}
          data={(["replace", "fill", "append"] as const).map((one) => ({
            value: one,
            label: t(`imports.existings.${one}`),
          }))}
          value={choice.append ? "append" : choice.existing}
          onChange={(next) =>
            set({ ...choice, append: next === "append", existing: next === "fill" ? "fill" : "replace" })
          }
        />
      )}
      <Choose
        label={t("imports.bad_cells")}
        data={(["refuse", "leave_out"] as const).map((one) => ({ value: one, label: t(`imports.bad_cell.${one}`) }))}
        value={choice.badCells}
        onChange={(badCells) => set({ ...choice, badCells: badCells as Choice["badCells"] })}
      />
    </section>
  );
}

interface ChooseProps {
  label: string;
  data: { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
}

function Choose({ label, ...rest }: ChooseProps) {
  return (
    <div>
      <div className="zi-label">{label}</div>
      <SegmentedControl aria-label={label} {...rest} />
    </div>
  );
}
