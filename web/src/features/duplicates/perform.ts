/** Something is done and said, with its undo; what goes wrong is said too. */
import { useFaultWords } from "../../ui/Faces.tsx";
import { toast } from "../../ui/toast.tsx";

interface Said<T> {
  text: string;
  undo?: (done: T) => Promise<unknown>;
}

export function usePerform(again: () => void) {
  const words = useFaultWords();
  const guarded = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (fault) {
      const { message, code } = words(fault);
      toast({ text: message, code, bad: true });
    }
    again();
  };
  return <T>(work: () => Promise<T>, { text, undo }: Said<T>) =>
    guarded(async () => {
      const done = await work();
      toast({ text, undo: undo && (() => void guarded(async () => void (await undo(done)))) });
    });
}
