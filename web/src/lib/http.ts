/** One way to the server: JSON in and out, the CSRF token, the person's language, and errors people can read. */
import { away } from "./away.ts";

export interface FieldFault {
  code: string;
  message: string;
}

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, FieldFault>;
  readonly data: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(typeof body.message === "string" ? body.message : `HTTP ${status}`);
    this.name = "ApiError";
    this.status = status;
    this.code = typeof body.code === "string" ? body.code : `http.${status}`;
    this.fields = (body.fields ?? {}) as Record<string, FieldFault>;
    this.data = body;
  }
}

let language = "zh-CN";
export function speak(next: string) {
  language = next;
}

type Early = { language: string; answers: Record<string, Promise<Response> | undefined> };
const early = (globalThis as { zhikeEarly?: Early }).zhikeEarly;
/** The answer to what `boot.js` has asked for already, while this code was still on its way; each is good once. */
function asked(method: string, path: string): Promise<Response> | undefined {
  if (method !== "GET" || early?.language !== language) return undefined;
  const answer = early.answers[path];
  delete early.answers[path];
  return answer;
}

/** What nobody has taken by now is old, or for somebody else: it was asked for by whoever was signed in then. */
export function forgetEarly() {
  if (early) early.answers = {};
}

const signedOut = new Set<() => void>();
/** Calls back when the server says that nobody is signed in. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

function cookie(name: string): string {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

export interface Options {
  body?: unknown;
  signal?: AbortSignal;
  /** Same key, same body: the server does it once. */
  idempotency?: string;
  /** A 401 is an answer here (sign-in itself), not a reason to leave the page. */
  quiet?: boolean;
}

let open = 0;
/** Whether an answer is still on its way. */
export const asking = () => open > 0;

export async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": language };
  let body: BodyInit | undefined;
  if (options.body instanceof FormData) body = options.body;
  else if (options.body !== undefined) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(options.body);
  }
  if (method !== "GET") headers["X-CSRFToken"] = cookie("zhike_csrf");
  if (options.idempotency) headers["Idempotency-Key"] = options.idempotency;

  let answer: Response;
  open++;
  try {
    answer = await (asked(method, path) ??
      fetch(path, { method, headers, body, signal: options.signal, credentials: "same-origin" }));
  } catch (fault) {
    if (options.signal?.aborted) throw fault;
    away.lost();
    throw new ApiError(0, { code: "network.away", message: "" });
  } finally {
    open--;
  }
  if (answer.status === 503) away.lost();
  const text = await answer.text();
  let data: unknown = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    if (answer.ok) throw new ApiError(answer.status, { code: "answer.not_json", message: "" });
  }
  if (answer.ok) return data as T;
  if (answer.status === 401 && !options.quiet) for (const listener of signedOut) listener();
  throw new ApiError(answer.status, (data ?? {}) as Record<string, unknown>);
}

export const http = {
  get: <T>(path: string, options?: Options) => request<T>("GET", path, options),
  post: <T>(path: string, body?: unknown, options?: Options) => request<T>("POST", path, { ...options, body }),
  patch: <T>(path: string, body?: unknown, options?: Options) => request<T>("PATCH", path, { ...options, body }),
  delete: <T>(path: string, body?: unknown, options?: Options) => request<T>("DELETE", path, { ...options, body }),
};

/** A path with the query parts that have a value. */
export function withQuery(path: string, parts: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts))
    if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

export function newKey(): string {
  return crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
}
