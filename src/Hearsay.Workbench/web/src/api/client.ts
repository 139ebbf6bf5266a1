import { session } from "./session.svelte";
import type { Me } from "./types";

/** An answer that says no: an RFC 9457 problem with one of Hearsay's codes. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly fix: string | null,
    readonly body: Record<string, unknown>,
  ) {
    super(detail);
  }
}

/** No answer at all. */
export class Unreachable extends Error {
  constructor() {
    super("The workbench's server does not answer.");
  }
}

export type Params = Record<string, string | number | boolean | null | undefined>;

export function address(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== "") {
      query.set(name, String(value));
    }
  }

  const text = query.toString();
  return `/api/v1/${path}${text ? `?${text}` : ""}`;
}

export const get = <T>(path: string, params?: Params, signal?: AbortSignal): Promise<T> => send<T>("GET", address(path, params), undefined, undefined, signal);

export const post = <T>(path: string, body: unknown, key?: string): Promise<T> => send<T>("POST", address(path), body, key);

export const patch = <T>(path: string, body: unknown): Promise<T> => send<T>("PATCH", address(path), body);

export const remove = (path: string): Promise<void> => send<void>("DELETE", address(path));

/** A key that makes a repeated request count once. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function send<T>(method: string, url: string, body?: unknown, key?: string, signal?: AbortSignal, again = true): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  const init: RequestInit = { method, headers };
  if (signal) {
    init.signal = signal;
  }

  if (method !== "GET") {
    headers["X-Hearsay-Csrf"] = session.me?.csrf ?? "";
    if (key) {
      headers["Idempotency-Key"] = key;
    }

    if (body instanceof FormData) {
      init.body = body;
    } else if (body !== undefined) {
      headers["Content-Type"] = "application/json";
      init.body = JSON.stringify(body);
    }
  }

  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    throw error instanceof DOMException && error.name === "AbortError" ? error : new Unreachable();
  }

  if (response.ok) {
    return (response.status === 204 || response.headers.get("Content-Length") === "0" ? undefined : await response.json()) as T;
  }

  const text = await response.text();
  let said: Record<string, unknown> = {};
  try {
    said = JSON.parse(text) as Record<string, unknown>;
  } catch {
    // A proxy in between may answer in its own words; the status says enough.
  }

  if (response.status === 403 && said.code === "HS0703" && again) {
    // The session was renewed in another tab: its token is a new one.
    session.entered(await get<Me>("me"));
    return send<T>(method, url, body, key, signal, false);
  }

  if (response.status === 401) {
    session.loggedOut();
  }

  if (response.status === 502 || response.status === 503 || response.status === 504) {
    throw new Unreachable();
  }

  throw new Problem(response.status, String(said.code ?? response.status), String(said.detail ?? said.title ?? `The server answered ${response.status}.`), typeof said.fix === "string" ? said.fix : null, said);
}
