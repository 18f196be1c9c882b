import { ActionIcon, type ActionIconProps, Tooltip } from "@mantine/core";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { Icon } from "./Icon.tsx";

type Props = { icon: string; label: string; hint?: string; iconSize?: number } & ActionIconProps &
  Omit<ComponentPropsWithoutRef<"button">, keyof ActionIconProps>;

/** A button that is only an icon: always with a name for those who do not see it. */
export const IconButton = forwardRef<HTMLButtonElement, Props>(({ icon, label, hint, iconSize = 17, ...rest }, ref) => (
  <Tooltip label={hint ? `${label} · ${hint}` : label}>
    <ActionIcon ref={ref} aria-label={label} {...rest}>
      <Icon name={icon} size={iconSize} />
    </ActionIcon>
  </Tooltip>
));
