import { type ComponentPropsWithRef, type ReactNode, useId } from "react";
import "./controls.css";

interface Props extends Omit<ComponentPropsWithRef<"input">, "type" | "ref"> {
  label?: ReactNode;
  error?: string;
  indeterminate?: boolean;
}

/** A box to tick, with its words beside it; or with an `aria-label` where there is no room for words. */
export function Check({ label, error, className, ...rest }: Props) {
  const own = useId();
  return (
    <label htmlFor={own} className={`zu-line ${className ?? ""}`}>
      <Box id={own} aria-invalid={error ? true : undefined} {...rest} />
      <span className="z-clip">{label}</span>
      {error && (
        <span role="alert" className="z-wrong">
          {error}
        </span>
      )}
    </label>
  );
}

/** Only the box, named by an `aria-label`. */
export function Box({ indeterminate = false, className, ...rest }: Omit<Props, "label" | "error">) {
  return (
    <input
      ref={(node) => {
        if (node) node.indeterminate = indeterminate;
      }}
      type="checkbox"
      className={`zu-check ${className ?? ""}`}
      {...rest}
    />
  );
}
