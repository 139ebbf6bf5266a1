import type { InboxItem, ReviewEntry } from "./types";

export interface Alert {
  search: string;
  name: string;
  claim: string;
  why: string;
}

interface Events {
  review: ReviewEntry;
  inbox: InboxItem;
  alert: Alert;
  /** The stream is up again: what happened in between has to be asked for. */
  resumed: null;
}

const listeners = new Map<keyof Events, Set<(event: never) => void>>();
let source: EventSource | null = null;

/** Calls back for every event of a kind until the function returned is called. */
export function onLive<K extends keyof Events>(kind: K, call: (event: Events[K]) => void): () => void {
  const calls = listeners.get(kind) ?? new Set();
  listeners.set(kind, calls);
  calls.add(call);
  return () => calls.delete(call);
}

export function connect(): void {
  if (source) {
    return;
  }

  let before = false;
  source = new EventSource("/api/v1/events");
  source.onopen = () => {
    if (before) {
      tell("resumed", null);
    }

    before = true;
  };
  for (const kind of ["review", "inbox", "alert"] as const) {
    source.addEventListener(kind, (event) => tell(kind, JSON.parse((event as MessageEvent<string>).data)));
  }
}

function tell<K extends keyof Events>(kind: K, event: Events[K]): void {
  for (const call of listeners.get(kind) ?? []) {
    (call as (event: Events[K]) => void)(event);
  }
}
