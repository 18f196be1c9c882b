/** Jobs whose end is still to be told: those that were seen running, and those that were begun here. */
export const watched = new Set<number>();
