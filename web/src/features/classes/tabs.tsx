/** The pages of their own that schemes and programmes have beside those of every record. */
import { lazy, type ReactNode } from "react";
import type { Words } from "../../fields/types.ts";
import { isProgramme, isScheme } from "../../schema/roles.ts";
import type { ObjectSpec, Row } from "../../schema/types.ts";

const Now = lazy(() => import("./Now.tsx"));
const Preview = lazy(() => import("./Preview.tsx"));
const Moves = lazy(() => import("./Moves.tsx"));
const Evaluation = lazy(() => import("./Evaluation.tsx"));
const Compare = lazy(() => import("./Compare.tsx"));
const Programme = lazy(() => import("./Programme.tsx"));

export interface OwnTab {
  name: string;
  label: string;
  body: () => ReactNode;
}

/** The first of a scheme's is what one sees on opening it; its facts stand after them. */
export function ownTabs(object: ObjectSpec, row: Row, t: Words): OwnTab[] {
  const given = { object, row };
  if (isScheme(object))
    return [
      { name: "now", label: t("classes.title"), body: () => <Now {...given} /> },
      { name: "preview", label: t("classes.preview.title"), body: () => <Preview {...given} /> },
      { name: "moves", label: t("classes.moves.title"), body: () => <Moves {...given} /> },
      { name: "evaluation", label: t("classes.evaluation.title"), body: () => <Evaluation {...given} /> },
      { name: "compare", label: t("classes.compare.title"), body: () => <Compare {...given} /> },
    ];
  if (isProgramme(object))
    return [{ name: "result", label: t("classes.programme.title"), body: () => <Programme {...given} /> }];
  return [];
}
