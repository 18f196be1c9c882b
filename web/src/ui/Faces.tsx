/** What a part of a page shows when it is empty, failed or not here yet. */

import type { ReactNode } from "react";
import { copy } from "../lib/clipboard.ts";
import { ApiError } from "../lib/http.ts";
import { useWords } from "../lib/i18n.ts";
import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";

export function Empty({
  icon,
  title,
  text,
  children,
}: {
  icon?: string;
  title: string;
  text?: string;
  children?: ReactNode;
}) {
  return (
    <div className="z-empty">
      {icon && <Icon name={icon} size={26} />}
      <strong>{title}</strong>
      {text && <span>{text}</span>}
      {children && (
        <div className="z-row z-wrap" style={{ marginTop: 8, justifyContent: "center" }}>
          {children}
        </div>
      )}
    </div>
  );
}

/** The words of an error: the server's own, else ours for the status. */
export function useFaultWords() {
  const { t } = useWords();
  return (fault: unknown): { message: string; code: string } => {
    if (!(fault instanceof ApiError))
      return { message: t("fault.unknown"), code: String((fault as Error)?.message ?? fault) };
    if (fault.data.message) return { message: String(fault.data.message), code: fault.code };
    const known = [0, 400, 401, 403, 404, 409, 413, 422, 429, 503].includes(fault.status) ? fault.status : 500;
    return { message: t(`fault.${known}`), code: fault.code };
  };
}

export function Fault({ fault, retry }: { fault: unknown; retry?: () => void }) {
  const { t } = useWords();
  const { message, code } = useFaultWords()(fault);
  return (
    <div className="z-empty" role="alert">
      <Icon name="alert-triangle" size={26} />
      <strong>{message}</strong>
      <div className="z-row">
        <button
          type="button"
          className="z-plain z-quiet z-num"
          title={t("do.copy")}
          onClick={() => copy(`${code} ${location.href}`)}
        >
          {code} <Icon name="copy" size={12} />
        </button>
        {retry && (
          <Button variant="default" size="xs" onClick={retry}>
            {t("do.retry")}
          </Button>
        )}
      </div>
    </div>
  );
}

const WIDTHS = [62, 84, 48, 73, 56, 90, 66];
export function Bones({ rows = 8, height = 35 }: { rows?: number; height?: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="z-row" style={{ height, padding: "0 14px", gap: 24 }}>
          {[0, 1, 2, 3].map((cell) => (
            <div key={cell} className="z-bone" style={{ height: 10, width: `${WIDTHS[(row + cell * 2) % 7]! / 4}%` }} />
          ))}
        </div>
      ))}
    </div>
  );
}
