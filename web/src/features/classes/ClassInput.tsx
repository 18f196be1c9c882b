/** The class that a programme is for: one of those of the scheme that the form holds. */
import { useEffect } from "react";
import type { InputProps } from "../../fields/types.ts";
import { useEvent } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { useMeta } from "../../schema/meta.ts";
import { isScheme } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Dot } from "../../ui/Chip.tsx";
import { Select } from "../../ui/mantine.ts";
import { classesOf, inForce, labelOf } from "./definition.ts";
import { useVersions } from "./hooks.ts";

type Props = InputProps & { values: Record<string, unknown> };

export default function ClassInput({ values, ...given }: Props) {
  const { t } = useWords();
  const schemes = useMeta().objects.find(isScheme);
  const id = (values.scheme as { id: number } | null | undefined)?.id;
  if (!schemes || !id)
    return <Select id={given.id} disabled error={given.invalid} placeholder={t("classes.programme.scheme_first")} />;
  return <Of key={id} schemes={schemes} scheme={id} {...given} />;
}

function Of({
  schemes,
  scheme,
  id,
  value,
  onChange,
  invalid,
  describedBy,
}: InputProps & { schemes: ObjectSpec; scheme: number }) {
  const { t, language } = useWords();
  const versions = useVersions({ id: scheme, code: "", kind: "", of: schemes, target: undefined, may: false }).data;
  const classes = versions && classesOf(versions, inForce(versions));
  const known = classes?.some((one) => one.code === value);
  const drop = useEvent(() => onChange(null));
  useEffect(() => {
    if (classes && value && !known) drop(); // of a scheme that was chosen before
  }, [classes, value, known, drop]);
  return (
    <Select
      id={id}
      error={invalid}
      aria-describedby={describedBy}
      disabled={!classes?.length}
      allowDeselect={false}
      searchable={(classes?.length ?? 0) > 8}
      placeholder={t(classes?.length === 0 ? "classes.programme.without_classes" : "classes.choose")}
      data={classes?.map((one) => ({ value: one.code, label: labelOf(one, language) })) ?? []}
      value={known ? String(value) : null}
      leftSection={known ? <Dot color={classes?.find((one) => one.code === value)?.color} /> : undefined}
      renderOption={({ option }) => (
        <span className="z-row">
          <Dot color={classes?.find((one) => one.code === option.value)?.color} />
          {option.label}
        </span>
      )}
      onChange={(next) => onChange(next)}
    />
  );
}
