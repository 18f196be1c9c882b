/** The opened side of `Popup` and `Menu`. */
import { type ReactNode, type Ref, type RefObject, useEffect, useLayoutEffect } from "react";
import { Icon } from "./Icon.tsx";
import { Menu, Popover } from "./mantine.ts";
import type { MenuLine, Side } from "./Popup.tsx";

interface PanelProps {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  label: string;
  width?: number;
  side?: Side;
}

/** Stands in for the button, which was there before the panel and stays where it is. */
function Anchor({ ref, at }: { ref?: Ref<HTMLElement>; at: RefObject<HTMLElement | null> }) {
  useLayoutEffect(() => {
    if (typeof ref !== "function") return;
    const undo = ref(at.current);
    return () => (typeof undo === "function" ? undo() : void ref(null));
  }, [ref, at]);
  return null;
}

export function PopupPanel({
  anchor,
  onClose,
  label,
  width,
  side = "bottom-end",
  nested,
  children,
}: PanelProps & { nested?: boolean; children: ReactNode }) {
  useEffect(() => {
    if (!nested) return;
    const outside = (event: MouseEvent) => {
      const at = event.target as HTMLElement;
      if (!at.closest("[data-portal], .mantine-Popover-dropdown") && !anchor.current?.contains(at)) onClose();
    };
    document.addEventListener("mousedown", outside);
    return () => document.removeEventListener("mousedown", outside);
  }, [nested, anchor, onClose]);
  return (
    <Popover
      opened
      onChange={(open) => !open && onClose()}
      position={side}
      width={width}
      trapFocus
      withRoles={false}
      closeOnClickOutside={!nested}
    >
      <Popover.Target>
        <Anchor at={anchor} />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={label} tabIndex={-1} p={0}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}

export function MenuPanel({
  anchor,
  onClose,
  label,
  width,
  side = "bottom-end",
  lines,
}: PanelProps & { lines: MenuLine[] }) {
  return (
    <Menu opened onChange={(open) => !open && onClose()} position={side} width={width}>
      <Menu.Target>
        <Anchor at={anchor} />
      </Menu.Target>
      <Menu.Dropdown aria-label={label} aria-labelledby={undefined}>
        {lines.map(line)}
      </Menu.Dropdown>
    </Menu>
  );
}

function line(one: MenuLine, index: number) {
  if (!one) return null;
  if (one === "line") return <Menu.Divider key={index} />;
  if ("head" in one) return <div key={index}>{one.head}</div>;
  if ("heading" in one) return <Menu.Label key={index}>{one.heading}</Menu.Label>;
  return (
    <Menu.Item
      key={index}
      color={one.danger ? "red" : undefined}
      leftSection={one.icon && <Icon name={one.icon} size={15} />}
      rightSection={one.chosen ? <Icon name="check" size={14} /> : null}
      onClick={one.run}
    >
      {one.label}
    </Menu.Item>
  );
}
