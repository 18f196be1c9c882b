import type { ComponentPropsWithRef } from "react";
import { Icon } from "./Icon.tsx";
import "./controls.css";

interface Props extends Omit<ComponentPropsWithRef<"button">, "color"> {
  icon: string;
  label: string;
  hint?: string;
  variant?: "default" | "subtle";
  size?: number;
  iconSize?: number;
  /** How many wait behind it; nothing is shown of none. */
  badge?: number;
  badgeColor?: "amber";
}

/** A button that is only an icon: always with a name for those who do not see it, and a tip for those who do. */
export function IconButton(props: Props) {
  const { icon, label, hint, variant = "subtle", size = 30, iconSize = 17, badge, badgeColor, ...rest } = props;
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={hint ? `${label} · ${hint}` : label}
      data-variant={variant}
      {...rest}
      className={`zu-icon ${rest.className ?? ""}`}
      style={{ width: size, height: size, ...rest.style }}
    >
      <Icon name={icon} size={iconSize} />
      {badge ? (
        <span className="z-badge z-num" data-color={badgeColor}>
          {badge}
        </span>
      ) : null}
    </button>
  );
}
