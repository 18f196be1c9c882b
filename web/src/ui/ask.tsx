/** A question before something that cannot simply be taken back, or whose effect should be seen first. */
import { modals } from "@mantine/modals";
import i18next from "i18next";
import type { ReactNode } from "react";

export function ask(question: {
  title: string;
  body?: ReactNode;
  confirm?: string;
  danger?: boolean;
}): Promise<boolean> {
  return new Promise((resolve) => {
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
