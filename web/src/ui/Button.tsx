import type { ComponentPropsWithRef, ReactNode } from "react";
import { Link } from "react-router";
import "./controls.css";

export interface ButtonLook {
  variant?: "filled" | "default" | "subtle";
  size?: "xs" | "sm" | "md";
  color?: "gray" | "red" | "amber";
  leftSection?: ReactNode;
  rightSection?: ReactNode;
  fullWidth?: boolean;
  /** Busy with what was asked: it keeps its place and takes no second press. */
  loading?: boolean;
}

type ButtonProps = ButtonLook & Omit<ComponentPropsWithRef<"button">, "color">;

function look({ variant, size, color, fullWidth, loading }: ButtonLook, className = "") {
  return {
    className: `zu-button ${className}`,
    "data-variant": variant ?? "filled",
    "data-size": size ?? "sm",
    "data-color": color,
    "data-wide": fullWidth || undefined,
    "data-loading": loading || undefined,
  };
}

function Face({ left, right, children }: { left: ReactNode; right: ReactNode; children: ReactNode }) {
  return (
    <span className="zu-face">
      {left}
      <span className="z-clip">{children}</span>
      {right}
    </span>
  );
}

export function Button(props: ButtonProps) {
  const { variant, size, color, leftSection, rightSection, fullWidth, loading, className, children, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      {...look({ variant, size, color, fullWidth, loading }, className)}
      disabled={rest.disabled || loading}
      aria-busy={loading || undefined}
    >
      <Face left={leftSection} right={rightSection}>
        {children}
      </Face>
    </button>
  );
}

type LinkProps = ButtonLook & { to: string; download?: boolean; children: ReactNode };

/** A way to another page, or to a file, that looks like a button. */
export function LinkButton({ to, download, leftSection, rightSection, children, ...rest }: LinkProps) {
  const face = (
    <Face left={leftSection} right={rightSection}>
      {children}
    </Face>
  );
  if (download)
    return (
      <a href={to} download {...look(rest)}>
        {face}
      </a>
    );
  return (
    <Link to={to} {...look(rest)}>
      {face}
    </Link>
  );
}
