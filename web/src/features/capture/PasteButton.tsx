/** Opens the box for pasted text, by a press or by its key. */
import { lazy, Suspense, useEffect, useState } from "react";
import { useEvent } from "../../lib/hooks.ts";
import { useWords } from "../../lib/i18n.ts";
import { composing, mac } from "../../lib/keys.ts";
import { writable } from "../../schema/meta.ts";
import type { ObjectSpec } from "../../schema/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";

const PasteBox = lazy(() => import("./PasteBox.tsx"));
const TOLD_BY_TEXT = new Set(["phone", "email", "region", "url", "credit_code", "identity_number"]);

interface Props {
  object: ObjectSpec;
  values: Record<string, unknown>;
  onFill: (values: Record<string, unknown>) => void;
}

export function PasteButton({ object, values, onFill }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const useful = !object.settings && object.fields.some((one) => TOLD_BY_TEXT.has(one.kind) && writable(one));
  const onKey = useEvent((event: KeyboardEvent) => {
    if (!useful || composing(event) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!event.altKey || event.code !== "KeyV") return;
    event.preventDefault();
    setOpen(true);
  });
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onKey]);
  if (!useful) return null;
  return (
    <div className="z-row" style={{ padding: "2px 0 12px" }}>
      <Button
        variant="default"
        size="xs"
        leftSection={<Icon name="clipboard-text" size={15} />}
        onClick={() => setOpen(true)}
      >
        {t("capture.button")}
      </Button>
      <span className="z-quiet z-clip">{t("capture.hint", { key: mac ? "⌥ V" : "Alt V" })}</span>
      {open && (
        <Suspense fallback={null}>
          <PasteBox object={object} values={values} onFill={onFill} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
