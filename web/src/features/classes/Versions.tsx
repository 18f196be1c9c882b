/** The versions of a scheme, the newest first, and what may be done with each. */
import { useState } from "react";
import { minuteOf } from "../../lib/dates.ts";
import { useWords } from "../../lib/i18n.ts";
import type { Version } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Box } from "../../ui/Check.tsx";
import { Chip } from "../../ui/Chip.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Popup.tsx";
import type { Scheme } from "./hooks.ts";

const COLORS: Record<string, string> = { published: "green", draft: "amber", planned: "blue" };

interface Props {
  scheme: Scheme;
  versions: Version[];
  onLook: (tab: string, more: Record<string, string>) => void;
  onEdit?: (from: Version) => void;
}

export function Versions({ versions, onLook, onEdit }: Props) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<number[]>([]);
  const choose = (number: number) =>
    setChosen((before) =>
      before.includes(number) ? before.filter((one) => one !== number) : [...before, number].slice(-2),
    );
  const [one, other] = [...chosen].sort((a, b) => a - b);
  return (
    <section className="z-panel" aria-label={t("classes.versions")}>
      <div className="z-panel-head zs-head">
        <span className="z-grow">{t("classes.versions")}</span>
        {versions.length > 1 && (
          <Button
            size="xs"
            variant="default"
            disabled={chosen.length < 2}
            onClick={() => onLook("compare", { one: String(one), other: String(other) })}
          >
            {t("classes.compare.do")}
          </Button>
        )}
      </div>
      <table className="zs-versions">
        <thead className="z-hidden">
          <tr>
            {["compare.choose", "version_head", "state_head", "when", "by", "note", "actions"].map((name) => (
              <th key={name} scope="col">
                {t(`classes.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <tr key={version.number}>
              <td className="zs-tick">
                {versions.length > 1 && (
                  <Box
                    aria-label={t("classes.compare.with", { n: version.number })}
                    checked={chosen.includes(version.number)}
                    onChange={() => choose(version.number)}
                  />
                )}
              </td>
              <td className="zs-name">{t("classes.version", { n: version.number })}</td>
              <td>
                <Chip color={COLORS[version.state]}>{t(`classes.state.${version.state}`)}</Chip>
              </td>
              <td className="z-quiet z-num zs-time">
                {version.publish_at
                  ? t("classes.plan.at", { at: minuteOf(version.publish_at) })
                  : minuteOf(version.published_at ?? version.at)}
              </td>
              <td className="z-quiet">{version.by?.title}</td>
              <td className="zs-note">
                <span title={version.note || undefined}>{version.note}</span>
              </td>
              <td className="zs-do">
                <Menu
                  label={t("classes.actions")}
                  button={(opener) => (
                    <IconButton
                      icon="dots"
                      size={26}
                      label={`${t("classes.version", { n: version.number })} ${t("classes.actions")}`}
                      {...opener}
                    />
                  )}
                  lines={() => [
                    {
                      label: t(version.state === "retired" ? "classes.roll_back" : "classes.preview.title"),
                      icon: version.state === "retired" ? "history" : "eye",
                      run: () => onLook("preview", { version: String(version.number) }),
                    },
                    onEdit && {
                      label: t(version.state === "draft" ? "classes.draft.go_on" : "classes.draft.from_this"),
                      icon: "edit",
                      run: () => onEdit(version),
                    },
                  ]}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
