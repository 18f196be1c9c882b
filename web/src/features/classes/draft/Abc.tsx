/** ABC: the largest first until their sum reaches a share of the whole. */
import { useWords } from "../../../lib/i18n.ts";
import { NumberInput } from "../../../ui/mantine.ts";
import type { AbcSaid } from "../definition.ts";
import { Add, PickClass, PickMeasure, Rows, Section } from "./parts.tsx";
import type { EditorProps } from "./Rules.tsx";

export function AbcEditor({ object, said, onChange }: EditorProps<AbcSaid>) {
  const { t } = useWords();
  return (
    <>
      <Section title={t("classes.abc.measure")} help={t("classes.abc.help")}>
        <div className="zs-field">
          <PickMeasure
            object={object}
            value={said.measure}
            label={t("classes.abc.of")}
            path="measure"
            onChange={(measure) => onChange({ measure })}
          />
        </div>
      </Section>
      <Section title={t("classes.abc.bands")} help={t("classes.abc.bands_help")} path="bands">
        <Rows
          rows={said.bands}
          path="bands"
          fixed
          label={(_, at) => t("classes.score.band", { n: at + 1 })}
          onChange={(bands) => onChange({ bands })}
        >
          {(one, put, at) => (
            <>
              <PickClass
                classes={said.classes}
                value={one.class}
                label={t("classes.class")}
                path={`bands.${at}.class`}
                onChange={(code) => put({ class: code ?? "" })}
              />
              <span className="z-quiet">{t("classes.abc.up_to")}</span>
              <NumberInput
                w={110}
                aria-label={t("classes.abc.share")}
                suffix="%"
                min={0}
                max={100}
                value={one.share}
                onChange={(next) => put({ share: Number(next) || 0 })}
              />
            </>
          )}
        </Rows>
        <Add
          label={t("classes.abc.add")}
          onClick={() => onChange({ bands: [...said.bands, { class: said.classes.at(-1)?.code ?? "", share: 100 }] })}
        />
      </Section>
    </>
  );
}
