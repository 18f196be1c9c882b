/** The tip of whatever carries `data-tip`: one for the page, so that a button costs nothing before it is looked at. */
import { useEffect, useState } from "react";

const WAIT = 350;
interface Tip {
  text: string;
  at: DOMRect;
  beside: boolean;
}

export function Tips() {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => {
    let timer = 0;
    const hide = () => {
      clearTimeout(timer);
      setTip(null);
    };
    const show = (event: Event) => {
      const owner = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tip]") : null;
      hide();
      if (!owner || (event.type === "focusin" && !owner.matches(":focus-visible"))) return;
      timer = window.setTimeout(() => {
        if (!owner.isConnected) return;
        const beside = owner.dataset.tipSide === "right";
        setTip({ text: owner.dataset.tip ?? "", at: owner.getBoundingClientRect(), beside });
      }, WAIT);
    };
    const events = { pointerover: show, focusin: show, pointerdown: hide, keydown: hide, scroll: hide } as const;
    for (const [name, run] of Object.entries(events)) document.addEventListener(name, run, true);
    return () => {
      clearTimeout(timer);
      for (const [name, run] of Object.entries(events)) document.removeEventListener(name, run, true);
    };
  }, []);
  if (!tip) return null;
  const low = tip.at.bottom + 40 > window.innerHeight;
  const middle = tip.at.left + tip.at.width / 2;
  const edge = middle < 90 ? "left" : middle > window.innerWidth - 90 ? "right" : "middle";
  const left = edge === "left" ? tip.at.left : edge === "right" ? tip.at.right : middle;
  const place = tip.beside
    ? { left: tip.at.right + 6, top: tip.at.top + tip.at.height / 2 }
    : { left, top: low ? tip.at.top - 6 : tip.at.bottom + 6 };
  return (
    <div className="z-tip" aria-hidden="true" style={place} data-edge={tip.beside ? "beside" : edge} data-low={low}>
      {tip.text}
    </div>
  );
}
