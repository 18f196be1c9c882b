/** Sign-in, by the headless browser API of django-allauth. */
import { ApiError, http } from "../../lib/http.ts";

const BASE = "/_allauth/browser/v1";
const TOTP = `${BASE}/account/authenticators/totp`;
/** A 401 is an answer here: the password is asked for once more, or a second step. */
const quiet = { quiet: true };

export interface SignedIn {
  id: number;
  user_agent: string;
  ip: string;
  /** Seconds since 1970. */
  created_at: number;
  is_current: boolean;
}

export interface SecondStep {
  type: "totp" | "recovery_codes" | "webauthn";
  unused_code_count?: number;
}

export const session = {
  /** Also sets the CSRF cookie. */
  config: () => http.get(`${BASE}/config`, { quiet: true }),
  signIn: (email: string, password: string) => http.post(`${BASE}/auth/login`, { email, password }, { quiet: true }),
  secondStep: (code: string) => http.post(`${BASE}/auth/2fa/authenticate`, { code }, quiet),
  /** Shows once more that it is oneself, before what keeps others out is changed. */
  confirm: (password: string) => http.post(`${BASE}/auth/reauthenticate`, { password }, quiet),
  places: async () => (await http.get<{ data: SignedIn[] }>(`${BASE}/auth/sessions`)).data,
  end: (places: number[]) => http.delete(`${BASE}/auth/sessions`, { sessions: places }),
  secondSteps: async () => (await http.get<{ data: SecondStep[] }>(`${BASE}/account/authenticators`)).data,
  /** A new secret for an app; the answer while there is none is 404, with the secret in it. */
  newSecret: () =>
    http.get<never>(TOTP, quiet).catch((fault) => {
      if (!(fault instanceof ApiError) || fault.status !== 404) throw fault;
      return fault.data.meta as { secret: string; totp_url: string };
    }),
  turnOn: (code: string) => http.post(TOTP, { code }, quiet),
  turnOff: () => http.delete(TOTP, undefined, quiet),
  newCodes: async () =>
    (await http.post<{ data: { unused_codes: string[] } }>(`${BASE}/account/authenticators/recovery-codes`, {}, quiet))
      .data.unused_codes,
  changePassword: (current: string, next: string) =>
    http.post(`${BASE}/account/password/change`, { current_password: current, new_password: next }, { quiet: true }),
  /** The answer to a sign-out is 401: nobody is signed in any more. */
  signOut: () =>
    http.delete(`${BASE}/auth/session`, undefined, { quiet: true }).catch((fault) => {
      if (!(fault instanceof ApiError) || fault.status !== 401) throw fault;
    }),
};

/** Whether a 401 says that the password was right and a second step is to be taken. */
export function asksForMore(fault: unknown): boolean {
  if (!(fault instanceof ApiError) || fault.status !== 401) return false;
  const { flows = [] } = (fault.data.data ?? {}) as { flows?: { id: string; is_pending?: boolean }[] };
  return flows.some((one) => one.id === "mfa_authenticate" && one.is_pending);
}

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
