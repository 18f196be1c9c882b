import { Link } from "react-router";
import { objectNamed, pathOf, useMeta } from "../../schema/meta.ts";
import type { Ref } from "../../schema/types.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { blank, type CellProps } from "../types.ts";
import { refText } from "./ref.ts";

export function PersonCell({ value }: CellProps) {
  const name = refText(value);
  if (!name) return null;
  return (
    <span className="z-row" style={{ gap: 6 }}>
      <Avatar name={name} size={18} />
      <span className="z-clip">{name}</span>
    </span>
  );
}

export function LinkCell({ field, value }: CellProps) {
  const object = objectNamed(useMeta(), field.to);
  if (blank(value)) return null;
  const id = (value as Ref).id;
  if (!object || object.settings || !id) return <span>{refText(value)}</span>;
  return (
    <Link to={pathOf(object, id)} onClick={(event) => event.stopPropagation()}>
      {refText(value)}
    </Link>
  );
}

export function LinksCell({ value }: CellProps) {
  if (!Array.isArray(value)) return null;
  return <span>{value.map(refText).join("、")}</span>;
}
