import { lazy } from "react";
import { withMoreWords } from "../../lib/i18n.ts";
import { isProgramme } from "../../schema/roles.ts";
import type { ObjectSpec } from "../../schema/types.ts";

export { ownTabs } from "./tabs.tsx";
export const RecordClasses = lazy(() => import("./RecordClasses.tsx"));

const PROGRAMME = { in_class: lazy(withMoreWords(() => import("./ClassInput.tsx"))) };
/** The inputs that a form has of its own. */
export const inputsOf = (object: ObjectSpec) => (isProgramme(object) ? PROGRAMME : undefined);
