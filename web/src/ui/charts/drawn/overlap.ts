/** Two circles of given areas that share a given area. */

interface Circle {
  x: number;
  radius: number;
}

/** The area that two circles share when their middles are so far from each other. */
export function lens(one: number, other: number, apart: number): number {
  if (apart >= one + other) return 0;
  const small = Math.min(one, other);
  if (apart <= Math.abs(one - other)) return Math.PI * small * small;
  const part = (mine: number, theirs: number) =>
    mine * mine * Math.acos((apart * apart + mine * mine - theirs * theirs) / (2 * apart * mine));
  const kite = (-apart + one + other) * (apart + one - other) * (apart - one + other) * (apart + one + other);
  return part(one, other) + part(other, one) - Math.sqrt(Math.max(0, kite)) / 2;
}

/** Side by side in a box; a set too small to be seen is drawn as a dot all the same. */
export function circlesOf(
  [one, other, shared]: [number, number, number],
  width: number,
  height: number,
): {
  left: Circle;
  right: Circle;
} {
  const [first, second] = [Math.sqrt(one / Math.PI), Math.sqrt(other / Math.PI)];
  let [near, far] = [Math.abs(first - second), first + second];
  for (let turn = 0; turn < 50; turn++) {
    const apart = (near + far) / 2;
    if (lens(first, second, apart) > shared) near = apart;
    else far = apart;
  }
  // Those that share nothing do not even touch.
  const apart = ((near + far) / 2) * (shared > 0 ? 1 : 1.06);
  const start = Math.min(-first, apart - second);
  const whole = Math.max(first, apart + second) - start;
  const tallest = 2 * Math.max(first, second);
  const scale = Math.max(0, Math.min(width / (whole || 1), height / (tallest || 1)));
  const aside = (width - whole * scale) / 2;
  return {
    left: { x: aside - start * scale, radius: Math.max(2, first * scale) },
    right: { x: aside + (apart - start) * scale, radius: Math.max(2, second * scale) },
  };
}
