import { size } from "../../lib/numbers.ts";
import { api } from "../../schema/api.ts";
import type { FileValue } from "../../schema/types.ts";
import { Icon } from "../../ui/Icon.tsx";
import { blank, type CellProps } from "../types.ts";

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
      <Icon name="paperclip" size={14} />
      <span className="z-clip">{file.name}</span>
      <span className="z-quiet z-num">{size(file.size)}</span>
    </a>
  );
}
