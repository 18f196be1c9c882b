/** The theme with the few words in it, in the language of the moment. */
import { MantineProvider, mergeThemeOverrides } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { theme, variables } from "../ui/theme.ts";

export function Look({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const spoken = useMemo(
    () =>
      mergeThemeOverrides(theme, { components: { CloseButton: { defaultProps: { "aria-label": t("do.close") } } } }),
    [t],
  );
  return (
    <MantineProvider theme={spoken} cssVariablesResolver={variables} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}
