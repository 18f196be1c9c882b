/** Toasts: short, and with Undo where something was done. */
import i18next from "i18next";
import { Button } from "./Button.tsx";
import { overlays } from "./overlays.ts";

interface Toast {
  text: string;
  undo?: () => void;
  action?: { label: string; run: () => void };
  bad?: boolean;
  code?: string;
}

export function toast(said: Toast) {
  void overlays.then(() => show(said));
}

async function show({ text, undo, action, bad, code }: Toast) {
  const { notifications } = await import("@mantine/notifications");
  const shown = action ?? (undo ? { label: i18next.t("do.undo"), run: undo } : undefined);
  const id = notifications.show({
    message: (
      <div className="z-row">
        <span className="z-grow">
          {text} {code && <span className="z-quiet z-num">({code})</span>}
        </span>
        {shown && (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => {
              notifications.hide(id);
              shown.run();
            }}
          >
            {shown.label}
          </Button>
        )}
      </div>
    ),
    color: bad ? "red" : "teal",
    autoClose: bad || shown ? 9000 : 3500,
    withBorder: true,
  });
}
