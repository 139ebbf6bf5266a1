import { SvelteMap } from "svelte/reactivity";
import { freshKey, get, post, Problem, Unreachable } from "../api/client";
import { onLive } from "../api/live";
import { session } from "../api/session.svelte";
import type { ClaimRecord, ClaimRow, ClaimView, ReviewEntry, Verdict } from "../api/types";
import { notes } from "../shell/notes.svelte";
import { count } from "./text";

/** What is known of a claim's standing beyond the row it came with. */
export interface Standing {
  verdict: Verdict;
  reliability: string | null;
  credibility: number | null;
  /** Number of the newest review that we saw. */
  last: number;
  /** Who decided last, when it was somebody else and while we looked on. */
  by?: string;
}

/** What is asked of the review log. */
export interface Decision {
  kind: "accept" | "reject" | "edit" | "add" | "merge" | "split" | "link" | "grade" | "comment" | "undo";
  /** The claim that it is about; a claim that is added has none yet, but a document. */
  claim?: string;
  document?: string;
  other?: string;
  relation?: string;
  reliability?: string;
  credibility?: number;
  note?: string;
  undoes?: number;
  record?: Partial<ClaimRecord>;
}

/** A decision on a claim that is there. */
export type OnClaim = Decision & { claim: string };

interface Pending {
  key: string;
  decision: OnClaim;
  before: Standing;
  says: string;
}

interface Done {
  entry: ReviewEntry;
  before: Standing;
  says: string;
}

const verdicts: Record<string, Verdict> = { accept: "accepted", reject: "rejected", edit: "edited" };
const past: Record<string, string> = { accept: "accepted", reject: "rejected", edit: "edited", add: "added", merge: "joined", split: "split", link: "linked", grade: "graded", comment: "commented on", undo: "took back a decision on" };

/**
 * Decisions on claims. Each shows at once, waits in a queue that survives a reload, and goes to the server in order; one that is refused because somebody was faster is taken back and said so.
 */
class Decisions {
  /** Standings that differ from the rows as loaded. */
  readonly standings = new SvelteMap<string, Standing>();
  outbox = $state<Pending[]>([]);
  /** False while the server does not answer. */
  reachable = $state(true);
  last = $state.raw<((row: ClaimRow) => void) | null>(null);
  #done: Done[] = [];
  #undone: ReviewEntry[] = [];
  #sending = false;
  #wait = 1000;
  #timer = 0;
  #watchers = new Set<(entry: ReviewEntry) => void>();

  /** Goes on with what an earlier visit left, and follows others. Needs to know who we are. */
  start(): void {
    this.outbox = JSON.parse(localStorage.getItem(this.#place()) ?? "[]") as Pending[];
    this.#done = JSON.parse(sessionStorage.getItem(this.#place()) ?? "[]") as Done[];
    for (const pending of this.outbox) {
      this.#show(pending.decision, pending.before.last);
    }

    onLive("review", (entry) => this.#heard(entry));
    onLive("resumed", () => void this.flush());
    addEventListener("online", () => void this.flush());
    void this.flush();
  }

  /** Calls back for each review that reaches the log, ours and those of others. */
  watch(call: (entry: ReviewEntry) => void): () => void {
    this.#watchers.add(call);
    return () => this.#watchers.delete(call);
  }

  of(row: ClaimRow): Standing {
    const known = this.standings.get(row.id);
    return known && known.last >= row.lastReview ? known : { verdict: row.verdict, reliability: row.reliability, credibility: row.credibility, last: row.lastReview };
  }

  decide(row: ClaimRow, decision: Omit<Decision, "claim">, says: string): void {
    const before = this.of(row);
    const pending: Pending = { key: freshKey(), decision: { ...decision, claim: row.id }, before, says };
    this.#show(pending.decision, before.last);
    this.#undone = [];
    this.#queue(pending);
  }

  /** One decision on several claims; the server writes one entry for each. */
  async decideAll(rows: ClaimRow[], kind: "accept" | "reject"): Promise<void> {
    const before = rows.map((row) => this.of(row));
    rows.forEach((row, index) => this.#show({ kind, claim: row.id }, before[index]!.last));
    try {
      const entries = await post<ReviewEntry[]>("reviews/bulk", { kind, claims: rows.map((row) => row.id), note: null }, freshKey());
      for (const entry of entries) {
        const index = rows.findIndex((row) => row.id === entry.subject);
        this.#keep(entry, before[index]!, `${past[kind]} one of ${rows.length}`);
      }

      this.#undone = [];
      notes.say(`${count(rows.length, "claim")} ${past[kind]}.`, "done", { label: "Undo all", run: () => void this.undo(rows.length) });
    } catch (error) {
      rows.forEach((row, index) => this.standings.set(row.id, before[index]!));
      notes.say(error instanceof Unreachable ? "The server does not answer, and a decision on several claims is not kept for later. Nothing was decided." : (error as Error).message, "wrong");
    }
  }

  /** Writes something whose answer is needed at once: a claim that was missed. Not kept for later. */
  async write(decision: Decision, says: string, last = 0): Promise<ReviewEntry> {
    const entry = await post<ReviewEntry>("reviews", { ...decision, expectedLast: last }, freshKey());
    this.#keep(entry, { verdict: "open", reliability: null, credibility: null, last }, says);
    this.#undone = [];
    return entry;
  }

  /** Takes back our newest decisions: one that has not left yet disappears, any other gets an entry that undoes it. */
  async undo(steps = 1): Promise<void> {
    for (let step = 0; step < steps; step++) {
      const waiting = this.outbox.at(-1);
      if (waiting && !this.#sending) {
        this.outbox = this.outbox.slice(0, -1);
        this.#save();
        this.standings.set(waiting.decision.claim, waiting.before);
        notes.say(`Taken back before it was sent: ${waiting.says}.`);
        continue;
      }

      const done = this.#done.pop();
      this.#remember();
      if (!done) {
        notes.say("Nothing that was decided in this window is left to undo.", "news");
        return;
      }

      const subject = done.entry.subject;
      const now = this.standings.get(subject) ?? done.before;
      this.standings.set(subject, { ...done.before, last: now.last });
      try {
        const entry = await post<ReviewEntry>("reviews", { kind: "undo", claim: subject, undoes: done.entry.number, expectedLast: Math.max(now.last, done.entry.number) }, freshKey());
        this.standings.set(subject, { ...done.before, last: entry.number });
        this.#undone.push(entry);
        this.#tell(entry);
        if (step === steps - 1) {
          notes.say(`Undone: ${steps > 1 ? count(steps, "decision") : done.says}.`, "done", { label: "Redo", run: () => void this.redo() });
        }
      } catch (error) {
        this.standings.set(subject, now);
        this.#done.push(done);
        this.#remember();
        this.#refused(error, subject, "undo");
        return;
      }
    }
  }

  async redo(): Promise<void> {
    const undone = this.#undone.pop();
    if (!undone) {
      notes.say("Nothing was undone.", "news");
      return;
    }

    const before = this.standings.get(undone.subject)!;
    try {
      const entry = await post<ReviewEntry>("reviews", { kind: "undo", claim: undone.subject, undoes: undone.number, expectedLast: before.last }, freshKey());
      this.#done.push({ entry, before, says: "redone decision" });
      await this.refresh(undone.subject);
      this.#tell(entry);
      notes.say("Done again.", "done", { label: "Undo", run: () => void this.undo() });
    } catch (error) {
      this.#undone.push(undone);
      this.#refused(error, undone.subject, "redo");
    }
  }

  /** Asks how a claim stands. */
  async refresh(claim: string): Promise<void> {
    const { row } = await get<ClaimView>(`claims/${claim}`);
    this.standings.set(claim, { verdict: row.verdict, reliability: row.reliability, credibility: row.credibility, last: row.lastReview });
  }

  /** Sends what waits, in order, one at a time. */
  async flush(): Promise<void> {
    if (this.#sending) {
      return;
    }

    this.#sending = true;
    clearTimeout(this.#timer);
    try {
      while (this.outbox.length > 0) {
        const pending = this.outbox[0]!;
        const { claim } = pending.decision;
        const last = this.standings.get(claim)?.last ?? pending.before.last;
        try {
          const entry = await post<ReviewEntry>("reviews", { ...pending.decision, expectedLast: last }, pending.key);
          this.reachable = true;
          this.#wait = 1000;
          this.outbox = this.outbox.slice(1);
          this.#keep(entry, pending.before, pending.says);
        } catch (error) {
          if (error instanceof Unreachable || (error instanceof Problem && (error.status === 401 || error.status === 429))) {
            this.reachable = !(error instanceof Unreachable);
            this.#timer = window.setTimeout(() => void this.flush(), this.#wait);
            this.#wait = Math.min(this.#wait * 2, 30_000);
            return;
          }

          const newer = error instanceof Problem && error.status === 409 ? ((error.body.reviews as ReviewEntry[] | undefined) ?? []) : [];
          if (newer.length > 0 && newer.every((entry) => entry.subject !== claim)) {
            // Only another claim was tied to this one, which takes nothing away from our decision.
            this.#show(pending.decision, newer.at(-1)!.number);
            continue;
          }

          // What was decided on top of it falls with it.
          this.outbox = this.outbox.filter((other) => other.decision.claim !== claim);
          this.standings.set(claim, pending.before);
          this.#refused(error, claim, pending.says);
        } finally {
          this.#save();
        }
      }
    } finally {
      this.#sending = false;
    }
  }

  #queue(pending: Pending): void {
    this.outbox = [...this.outbox, pending];
    this.#save();
    void this.flush();
  }

  #show(decision: OnClaim, last: number): void {
    const now = this.standings.get(decision.claim) ?? { verdict: "open" as Verdict, reliability: null, credibility: null, last };
    this.standings.set(decision.claim, {
      verdict: verdicts[decision.kind] ?? now.verdict,
      reliability: decision.reliability ?? now.reliability,
      credibility: decision.credibility ?? now.credibility,
      last: Math.max(last, now.last),
    });
  }

  #keep(entry: ReviewEntry, before: Standing, says: string): void {
    const now = this.standings.get(entry.subject);
    if (now) {
      this.standings.set(entry.subject, { ...now, last: Math.max(now.last, entry.number) });
    }

    this.#done.push({ entry, before, says });
    this.#remember();
    this.#tell(entry);
  }

  /** What can be undone survives a reload, too. */
  #remember(): void {
    this.#done = this.#done.slice(-200);
    sessionStorage.setItem(this.#place(), JSON.stringify(this.#done));
  }

  #heard(entry: ReviewEntry): void {
    const now = this.standings.get(entry.subject);
    if ((now && now.last >= entry.number) || this.outbox.some((pending) => pending.decision.claim === entry.subject) || this.#sending) {
      return;
    }

    const next: Standing = now ?? { verdict: "open", reliability: null, credibility: null, last: 0 };
    if (entry.kind === "undo" || entry.kind === "carry" || !now) {
      // Only the server knows what counts now.
      void this.refresh(entry.subject).catch(() => {});
    } else {
      this.standings.set(entry.subject, {
        verdict: verdicts[entry.kind] ?? next.verdict,
        reliability: entry.reliability ?? next.reliability,
        credibility: entry.credibility ?? next.credibility,
        last: entry.number,
        ...(entry.reviewer === session.me?.user ? {} : { by: entry.reviewer }),
      });
    }

    this.#tell(entry);
  }

  #refused(error: unknown, claim: string, says: string): void {
    if (error instanceof Unreachable) {
      this.reachable = false;
      notes.say("The server does not answer; try again when it does.", "wrong");
      return;
    }

    if (error instanceof Problem && error.status === 409) {
      const newer = (error.body.reviews as ReviewEntry[] | undefined)?.at(-1);
      void this.refresh(claim)
        .then(() => newer && this.standings.set(claim, { ...this.standings.get(claim)!, last: Math.max(this.standings.get(claim)!.last, newer.number) }))
        .catch(() => {});
      notes.say(newer ? `${newer.reviewer} ${past[newer.kind] ?? newer.kind} this claim first, so yours was not written. Look again, then decide.` : error.message, "wrong");
      return;
    }

    notes.say(`Not written (${says}): ${(error as Error).message}`, "wrong");
  }

  #tell(entry: ReviewEntry): void {
    for (const call of this.#watchers) {
      call(entry);
    }
  }

  #save(): void {
    localStorage.setItem(this.#place(), JSON.stringify(this.outbox));
  }

  #place(): string {
    return `hearsay.outbox.${session.me?.ledger ?? ""}.${session.me?.user ?? ""}`;
  }
}

export const decisions = new Decisions();
