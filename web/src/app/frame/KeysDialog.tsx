import { useWords } from "../../lib/i18n.ts";
import { MOD } from "../../lib/keys.ts";
import { Modal } from "../../ui/mantine.ts";

const KEYS: [string[], string][] = [
  [[`${MOD} K`, "/"], "keys.search"],
  [["?"], "keys.help"],
  [["↑ ↓ ← →"], "keys.move"],
  [["Enter", "F2"], "keys.edit"],
  [["Tab"], "keys.next"],
  [["Esc"], "keys.leave"],
  [["Space"], "keys.peek"],
  [["X"], "keys.select"],
  [[`${MOD} C`, `${MOD} V`], "keys.copy"],
  [["Alt V"], "keys.capture"],
  [["Shift"], "keys.sort"],
];

export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened onClose={onClose} title={t("top.keys")} size={440}>
      <table style={{ width: "100%", borderSpacing: "0 7px" }}>
        <tbody>
          {KEYS.map(([keys, text]) => (
            <tr key={text}>
              <td>{t(text)}</td>
              <td style={{ textAlign: "right" }}>
                {keys.map((key) => (
                  <kbd key={key} style={{ marginLeft: 5 }}>
                    {key}
                  </kbd>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
