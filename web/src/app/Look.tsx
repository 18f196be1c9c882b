/** The theme with the few words in it, in the language of the moment. */
import { MantineProvider, mergeThemeOverrides } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { SpokenContext, useSpoken } from "../lib/i18n.ts";
import { theme, variables } from "../ui/theme.ts";

export function Look({ children }: { children: ReactNode }) {
  const words = useSpoken();
  const { t } = words;
  const spoken = useMemo(
    () =>
      mergeThemeOverrides(theme, {
        components: {
          CloseButton: { defaultProps: { "aria-label": t("do.close") } },
          PasswordInput: { defaultProps: { visibilityToggleButtonProps: { "aria-label": t("do.show_or_hide") } } },
        },
      }),
    [t],
  );
  return (
    <MantineProvider theme={spoken} cssVariablesResolver={variables} defaultColorScheme="auto">
      <SpokenContext value={words}>{children}</SpokenContext>
    </MantineProvider>
  );
}
