/** Only a path of this site; a full address would lead people away after they signed in. */
export const safeNext = (next: string | null): string =>
  next && /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in") ? next : "/";
