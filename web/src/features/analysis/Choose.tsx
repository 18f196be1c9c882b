/** A choice in the head of a card, such as of the scheme. */
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Menu } from "../../ui/Popup.tsx";

interface Given {
  label: string;
  of: readonly (readonly [string, string])[];
  value: string;
  onChange: (next: string) => void;
}

export function Choose({ label, of, value, onChange }: Given) {
  const named = of.find(([one]) => one === value)?.[1] ?? "";
  if (of.length < 2) return null;
  return (
    <Menu
      label={label}
      button={(opener) => (
        <Button size="xs" variant="subtle" aria-label={`${label}: ${named}`} className="zn-choose" {...opener}>
          <span className="z-clip">{named}</span>
          <Icon name="chevron-down" size={13} />
        </Button>
      )}
      lines={() =>
        of.map(([one, name]) => ({ label: name, icon: one === value ? "check" : undefined, run: () => onChange(one) }))
      }
    />
  );
}
