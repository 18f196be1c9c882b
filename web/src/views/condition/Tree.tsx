/** The advanced editor: groups within groups. */

import { useWords } from "../../lib/i18n.ts";
import {
  type Condition,
  isAll,
  isAny,
  isLeaf,
  isNot,
  isRelated,
  type Leaf,
  type RelatedTest,
  TWICE,
} from "../../schema/condition.ts";
import { objectNamed, useMeta } from "../../schema/meta.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { SegmentedControl } from "../../ui/mantine.ts";
import { startTest } from "./start.ts";
import { TestEditor } from "./Test.tsx";
import { useConditionWords } from "./words.ts";

interface Props {
  object: ObjectSpec;
  value: Condition;
  onChange: (next: Condition) => void;
  onRemove?: () => void;
  depth?: number;
}

/** Any condition as a group, since that is what the editor draws. */
export function asGroup(c: Condition | null): Condition {
  return c && (isAll(c) || isAny(c) || isNot(c)) ? c : { all: c ? [c] : [] };
}

export function Tree({ object, value, onChange, onRemove, depth = 0 }: Props) {
  const { t } = useWords();
  const meta = useMeta();
  if (isLeaf(value))
    return <Line object={object} value={value} onChange={onChange} onRemove={onRemove} depth={depth} />;
  if (isNot(value))
    return <Negated object={object} value={value} onChange={onChange} onRemove={onRemove} depth={depth} />;
  const list = isAll(value) ? value.all : value.any;
  const give = (next: Condition[], every = isAll(value)) => onChange(every ? { all: next } : { any: next });
  const first = firstField(object);
  return (
    <fieldset
      className="z-col"
      style={{
        margin: 0,
        border: "1px solid var(--z-line)",
        borderRadius: 8,
        padding: 10,
        background: depth % 2 ? "var(--z-hover)" : undefined,
      }}
    >
      <div className="z-row">
        <SegmentedControl
          size="xs"
          aria-label={t("filter.how")}
          data={[
            { value: "all", label: t("filter.all_of") },
            { value: "any", label: t("filter.any_of") },
          ]}
          value={isAll(value) ? "all" : "any"}
          onChange={(how) => give(list, how === "all")}
        />
        <span className="z-grow" />
        {depth > 0 && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => onChange({ not: value })}>
            {t("filter.negate")}
          </Button>
        )}
        {onRemove && <IconButton icon="x" label={t("do.remove")} onClick={onRemove} />}
      </div>
      {list.map((one, index) => (
        <Tree
          key={index}
          object={object}
          value={one}
          depth={depth + 1}
          onChange={(next) => give(list.map((other, at) => (at === index ? next : other)))}
          onRemove={() => give(list.filter((_, at) => at !== index))}
        />
      ))}
      <div className="z-row">
        <Button
          size="xs"
          variant="subtle"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => give([...list, startTest(meta, object, first)])}
        >
          {t("filter.add")}
        </Button>
        {depth < 5 && (
          <Button size="xs" variant="subtle" onClick={() => give([...list, { any: [startTest(meta, object, first)] }])}>
            {t("filter.add_group")}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** One test; below it which of the related records count. */
function Line({ object, value, onChange, onRemove, depth = 0 }: Props & { value: Leaf }) {
  const { t } = useWords();
  return (
    <div className="z-col" style={{ gap: 4 }}>
      <div className="z-row" style={{ alignItems: "flex-start" }}>
        {"in" in value && value.in === TWICE.in ? (
          <Kept object={object} value={value} />
        ) : (
          <TestEditor object={object} test={value} onChange={onChange} />
        )}
        {onRemove && <IconButton icon="x" label={t("do.remove")} onClick={onRemove} />}
      </div>
      {isRelated(value) && <Which object={object} value={value} onChange={onChange} depth={depth} />}
    </div>
  );
}

function Which({ object, value, onChange, depth = 0 }: Props & { value: RelatedTest }) {
  const { t } = useWords();
  const meta = useMeta();
  const back = object.related.find((one) => one.name === value.related);
  const target = objectNamed(meta, back?.object);
  if (!back || !target) return null;
  const { where, ...rest } = value;
  if (!where)
    return (
      <div>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<Icon name="filter" size={14} />}
          onClick={() => onChange({ ...value, where: { all: [startTest(meta, target, firstField(target))] } })}
        >
          {t("filter.which", { what: back.label })}
        </Button>
      </div>
    );
  return (
    <div className="zf-which">
      <span className="z-quiet">{t("filter.which_are", { what: back.label })}</span>
      <Tree
        object={target}
        value={asGroup(where)}
        depth={depth + 1}
        onChange={(next) => onChange({ ...value, where: next })}
        onRemove={() => onChange(rest)}
      />
    </div>
  );
}

const firstField = (object: ObjectSpec) => object.fields.find((one) => one.ops.length > 0)?.name ?? object.title_field;

/** A set that the server keeps: named, not edited. */
function Kept({ object, value }: { object: ObjectSpec; value: Condition }) {
  return <span className="z-grow">{useConditionWords(value, object)}</span>;
}

function Negated({ object, value, onChange, onRemove, depth = 0 }: Props & { value: { not: Condition } }) {
  const { t } = useWords();
  return (
    <div className="z-col" style={{ gap: 4 }}>
      <div className="z-row">
        <span style={{ color: "var(--z-amber)" }}>{t("filter.not")}</span>
        <Button size="xs" variant="subtle" color="gray" onClick={() => onChange(value.not)}>
          {t("filter.unnegate")}
        </Button>
      </div>
      <Tree
        object={object}
        value={value.not}
        onChange={(not) => onChange({ not })}
        onRemove={onRemove}
        depth={depth + 1}
      />
    </div>
  );
}
