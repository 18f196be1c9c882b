/** What a definition says, and what it would come to for some records. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FieldText } from "../../fields/parts.tsx";
import { useStill } from "../../lib/hooks.ts";
import { ApiError } from "../../lib/http.ts";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";
import type { FieldSpec, ObjectSpec } from "../../schema/types.ts";
import { useFaultWords } from "../../ui/Faces.tsx";
import type { Definition } from "./forms.ts";

interface Props {
  object: ObjectSpec;
  definition: Definition;
  code: string;
}

export function Tried({ object, definition, code }: Props) {
  const { t } = useWords();
  const say = useFaultWords();
  const still = useStill(JSON.stringify(definition), 300);
  const told = useQuery({
    queryKey: ["measure", object.name, still, code],
    queryFn: ({ signal }) => api.tryMeasure(object.name, JSON.parse(still) as Definition, code, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (told.isError) {
    const own = told.error instanceof ApiError ? told.error.fields.definition : undefined;
    return (
      <div className="z-wrong" role="alert">
        {(own ?? say(told.error)).message}
      </div>
    );
  }
  if (!told.data) return <div className="zm-tried z-quiet">{t("segments.counting")}</div>;
  const field = { ...object.fields[0]!, kind: told.data.kind, masked: false, options: [] } as FieldSpec;
  return (
    <div className="zm-tried" aria-live="polite">
      <strong>{told.data.definition}</strong>
      <ul>
        {told.data.sample.map((one) => (
          <li key={one.record.id} className="z-row">
            <span className="z-grow z-clip">{one.record.title}</span>
            <span className="z-num">
              <FieldText field={field} value={one.value} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
