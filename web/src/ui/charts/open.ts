import { useNavigate } from "react-router";
import { useEvent } from "../../lib/hooks.ts";
import type { Door } from "./types.ts";

/** The keys by which people ask for a tab beside. */
export interface Keys {
  ctrlKey: boolean;
  metaKey: boolean;
}

/** Goes through a door; says whether there is one. */
export function useOpen(): (door: Door, go?: boolean, keys?: Keys) => boolean {
  const navigate = useNavigate();
  return useEvent((door: Door, go = true, keys?: Keys) => {
    if (!door) return false;
    if (!go) return true;
    if (typeof door !== "string") door();
    else if (keys?.ctrlKey || keys?.metaKey) window.open(door, "_blank", "noopener");
    else navigate(door);
    return true;
  });
}
