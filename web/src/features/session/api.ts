/** Sign-in, by the headless browser API of django-allauth. */
import { ApiError, http } from "../../lib/http.ts";
import { makePasskey, usePasskey } from "../../lib/passkeys.ts";

const BASE = "/_allauth/browser/v1";
const TOTP = `${BASE}/account/authenticators/totp`;
const PASSKEYS = `${BASE}/account/authenticators/webauthn`;
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
  /** Of a passkey; times in seconds since 1970. */
  id?: number;
  name?: string;
  created_at: number;
  last_used_at: number | null;
}

/** A server elsewhere at which people of this company sign in. */
export interface Provider {
  id: string;
  name: string;
}

type Made<K extends string, T> = { data: { [key in K]: { publicKey: T } } };

export const session = {
  /** Also sets the CSRF cookie. */
  config: () =>
    http
      .get<{ data: { socialaccount?: { providers: Provider[] } } }>(`${BASE}/config`, quiet)
      .then((answer) => answer.data.socialaccount?.providers ?? []),
  signIn: (email: string, password: string) => http.post(`${BASE}/auth/login`, { email, password }, { quiet: true }),
  secondStep: (code: string) => http.post(`${BASE}/auth/2fa/authenticate`, { code }, quiet),
  /** With a passkey: instead of the password, or after it. */
  signInWithPasskey: async (after: "login" | "authenticate") => {
    const at = `${BASE}/auth/webauthn/${after}`;
    const { data } = await http.get<Made<"request_options", PublicKeyCredentialRequestOptionsJSON>>(at, quiet);
    await http.post(at, { credential: await usePasskey(data.request_options) }, quiet);
  },
  /** Where to go to sign in elsewhere, and come back. */
  elsewhere: async (provider: string, back: string) =>
    (await http.post<{ location: string }>(`${BASE}/auth/provider/begin`, { provider, back }, quiet)).location,
  /** Answers 401 while nobody is signed in, or not wholly. */
  who: () => http.get(`${BASE}/auth/session`, quiet),
  /** Whoever only signs in elsewhere has none. */
  hasPassword: async () =>
    (await http.get<{ data: { user: { has_usable_password: boolean } } }>(`${BASE}/auth/session`)).data.user
      .has_usable_password,
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
  addPasskey: async (name: string) => {
    const { data } = await http.get<Made<"creation_options", PublicKeyCredentialCreationOptionsJSON>>(
      `${PASSKEYS}?passwordless`,
      quiet,
    );
    await http.post(
      PASSKEYS,
      { name, credential: await makePasskey(data.creation_options), passwordless: true },
      quiet,
    );
  },
  removePasskey: (id: number) => http.delete(PASSKEYS, { authenticators: [id] }, quiet),
  changePassword: (current: string, next: string) =>
    http.post(`${BASE}/account/password/change`, { current_password: current, new_password: next }, { quiet: true }),
  /** The answer to a sign-out is 401: nobody is signed in any more. */
  signOut: () =>
    http.delete(`${BASE}/auth/session`, undefined, { quiet: true }).catch((fault) => {
      if (!(fault instanceof ApiError) || fault.status !== 401) throw fault;
    }),
};

/** The kinds of second step that a 401 asks for, as the password was right; null if it says something else. */
export function asksForMore(fault: unknown): SecondStep["type"][] | null {
  if (!(fault instanceof ApiError) || fault.status !== 401) return null;
  const { flows = [] } = (fault.data.data ?? {}) as {
    flows?: { id: string; is_pending?: boolean; types?: SecondStep["type"][] }[];
  };
  const asked = flows.find((one) => one.id === "mfa_authenticate" && one.is_pending);
  return asked ? (asked.types ?? []) : null;
}

/** What to say about a refused sign-in: the server's own words where it says how long to wait, else a key of ours. */
export function signInFault(fault: unknown): { key: string } | { said: string } {
  if (!(fault instanceof ApiError)) return { key: "sign_in.failed" };
  const [first] = (fault.data.errors ?? []) as { code: string; message: string }[];
  if (first && (fault.status === 429 || first.code === "account_inactive")) return { said: first.message };
  if (fault.status === 0) return { key: "fault.0" };
  const keys: Record<number, string> = {
    400: "sign_in.wrong",
    401: "sign_in.more_needed",
    403: "sign_in.forbidden",
    429: "sign_in.slow_down",
    503: "fault.0",
  };
  return { key: keys[fault.status] ?? "sign_in.failed" };
}
