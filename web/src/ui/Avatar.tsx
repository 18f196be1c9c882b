/** A person as the last characters of their name on a quiet ground that stays the same for the name. */
const HUES = [184, 212, 248, 282, 330, 24, 40, 140];

export function Avatar({ name, size = 20 }: { name: string; size?: number }) {
  let sum = 0;
  for (const sign of name) sum = (sum * 31 + sign.codePointAt(0)!) % 9973;
  const signs = [...name.trim()];
  const short = /[a-z]/i.test(signs[0] ?? "") ? (signs[0] ?? "").toUpperCase() : (signs.at(-1) ?? "?");
  return (
    <span
      aria-hidden="true"
      style={{
        width: size,
        height: size,
        flex: "none",
        borderRadius: "50%",
        display: "inline-grid",
        placeItems: "center",
        fontSize: size * 0.52,
        lineHeight: 1,
        color: "#fff",
        background: `hsl(${HUES[sum % HUES.length]} 34% 38%)`,
      }}
    >
      {short}
    </span>
  );
}
