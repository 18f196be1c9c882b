/** A question before something that cannot simply be taken back, or whose effect should be seen first. */
import i18next from "i18next";
import type { ReactNode } from "react";
import { lay } from "./layers.ts";
import { overlays } from "./overlays.ts";

interface Question {
  title: string;
  body?: ReactNode;
  confirm?: string;
  danger?: boolean;
}

export async function ask(question: Question): Promise<boolean> {
  await overlays;
  const { modals } = await import("@mantine/modals");
  return new Promise((answer) => {
    const away = lay(() => undefined); // it closes itself
    const resolve = (sure: boolean) => {
      away();
      answer(sure);
    };
    modals.openConfirmModal({
      title: question.title,
      children: question.body,
      labels: { confirm: question.confirm ?? i18next.t("do.confirm"), cancel: i18next.t("do.cancel") },
      confirmProps: { color: question.danger ? "red" : undefined, "data-autofocus": true },
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
      onClose: () => resolve(false),
    });
  });
}
