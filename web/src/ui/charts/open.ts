import { useNavigate } from "react-router";
import { useEvent } from "../../lib/hooks.ts";
import type { Door } from "./types.ts";

/** Goes through a door; says whether there is one. */
export function useOpen(): (door: Door, go?: boolean) => boolean {
  const navigate = useNavigate();
  return useEvent((door: Door, go = true) => {
    if (!door) return false;
    if (go) typeof door === "string" ? navigate(door) : door();
    return true;
  });
}
