import { get } from "../api/client";
import type { ClaimView } from "../api/types";

const kept = new Map<string, Promise<ClaimView>>();
const most = 60;

/** A claim with everything about it. The last few are kept, so that going back and forth is instant. */
export function view(id: string): Promise<ClaimView> {
  let asked = kept.get(id);
  if (asked) {
    kept.delete(id);
  } else {
    asked = get<ClaimView>(`claims/${id}`);
    asked.catch(() => kept.delete(id));
  }

  kept.set(id, asked);
  if (kept.size > most) {
    kept.delete(kept.keys().next().value!);
  }

  return asked;
}

/** What was kept of a claim is no longer true. */
export function forget(id: string): void {
  kept.delete(id);
}
