/** Sign-in, by the headless browser API of django-allauth. */
import { ApiError, http } from "../../lib/http.ts";

const BASE = "/_allauth/browser/v1";

export const session = {
  /** Also sets the CSRF cookie. */
  config: () => http.get(`${BASE}/config`, { quiet: true }),
  signIn: (email: string, password: string) => http.post(`${BASE}/auth/login`, { email, password }, { quiet: true }),
  changePassword: (current: string, next: string) =>
    http.post(`${BASE}/account/password/change`, { current_password: current, new_password: next }, { quiet: true }),
  /** The answer to a sign-out is 401: nobody is signed in any more. */
  signOut: () =>
    http.delete(`${BASE}/auth/session`, undefined, { quiet: true }).catch((fault) => {
      if (!(fault instanceof ApiError) || fault.status !== 401) throw fault;
    }),
};

/** What to say about a refused sign-in. */
export function signInFault(fault: unknown): string {
  if (!(fault instanceof ApiError)) return "sign_in.failed";
  if (fault.status === 429) return "sign_in.slow_down";
  if (fault.status === 400) return "sign_in.wrong";
  if (fault.status === 401) return "sign_in.more_needed";
  if (fault.status === 403) return "sign_in.forbidden";
  if (fault.status === 0 || fault.status === 503) return "fault.0";
  return "sign_in.failed";
}
