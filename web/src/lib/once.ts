/** A part of the program that is fetched when it is first needed, and again only when that failed. */
export function once<P>(load: () => Promise<P>): () => Promise<P> {
  let coming: Promise<P> | undefined;
  return () => {
    coming ??= load().catch((fault) => {
      coming = undefined;
      throw fault;
    });
    return coming;
  };
}
