import "./file.css";
import { size } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import type { FileValue } from "../../schema/types.ts";
import { Icon } from "../../ui/Icon.tsx";
import { blank, type CellProps } from "../types.ts";

/** Pictures that the server gives to be shown in place. */
const SHOWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

export function FileCell({ value }: CellProps) {
  if (blank(value)) return null;
  const file = value as FileValue;
  return (
    <a
      href={api.fileUrl(file.key)}
      download={file.name}
      className="z-row"
      style={{ gap: 5 }}
      onClick={(event) => event.stopPropagation()}
    >
      {SHOWN.has(file.type) ? (
        <img className="zv-picture" src={api.fileUrl(file.key)} alt="" loading="lazy" />
      ) : (
        <Icon name="paperclip" size={14} />
      )}
      <span className="z-clip">{file.name}</span>
      <span className="z-quiet z-num">{size(file.size)}</span>
    </a>
  );
}
