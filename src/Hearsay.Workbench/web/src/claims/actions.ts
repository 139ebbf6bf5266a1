import type { ClaimRow } from "../api/types";
import type { Binding } from "../shell/keys.svelte";
import { notes } from "../shell/notes.svelte";
import { decisions, type Decision } from "./decisions.svelte";

/** Something that can be done about the claim in focus. */
export interface Action {
  keys: string;
  says: string;
  /** What its button says, or null where a key is enough. */
  button: string | null;
  writes: boolean;
  run: (row: ClaimRow) => void;
}

/** What asks for more than a key. */
export interface Asking {
  pick: (row: ClaimRow, kind: "merge" | "split" | "link", relation?: string) => void;
  edit: (row: ClaimRow) => void;
  comment: (row: ClaimRow) => void;
  grade: (row: ClaimRow) => void;
  cite: (row: ClaimRow) => void;
}

/** Decides, remembers it for ".", and goes on. */
export function decide(row: ClaimRow, decision: Omit<Decision, "claim">, says: string, after: (row: ClaimRow) => void): void {
  const act = (other: ClaimRow): void => {
    decisions.decide(other, decision, says);
    after(other);
  };
  decisions.last = act;
  act(row);
}

/** The actions on a claim. `asking` is called when something has to be asked, `after` once a claim is settled, to go on to the next. */
export function actionsOn(asking: () => Asking, after: (row: ClaimRow) => void): Action[] {
  const stay = (): void => {};
  return [
    { keys: "a", says: "Accept", button: "Accept", writes: true, run: (row) => decide(row, { kind: "accept" }, "accepted", after) },
    { keys: "x", says: "Reject", button: "Reject", writes: true, run: (row) => decide(row, { kind: "reject" }, "rejected", after) },
    { keys: "e", says: "Edit: put a corrected copy in its place", button: "Edit", writes: true, run: (row) => asking().edit(row) },
    { keys: "d", says: "Denies: pick the claim it denies", button: "Denies…", writes: true, run: (row) => asking().pick(row, "link", "denies") },
    { keys: "r", says: "Relate it to another claim", button: "Relate…", writes: true, run: (row) => asking().pick(row, "link") },
    { keys: "m", says: "Same event: pick the claim it joins", button: "Same…", writes: true, run: (row) => asking().pick(row, "merge") },
    { keys: "s", says: "Not the same event: pick the claim it parts from", button: "Split…", writes: true, run: (row) => asking().pick(row, "split") },
    { keys: "g", says: "Grade", button: "Grade", writes: true, run: (row) => asking().grade(row) },
    { keys: "c", says: "Comment", button: "Comment", writes: true, run: (row) => asking().comment(row) },
    { keys: "y", says: "Cite", button: "Cite", writes: false, run: (row) => asking().cite(row) },
    { keys: ".", says: "The same decision again", button: null, writes: true, run: (row) => (decisions.last ? decisions.last(row) : notes.say("Nothing was decided yet.", "news")) },
    ...[..."ABCDEF"].map((reliability) => ({ keys: `g ${reliability}`, says: "", button: null, writes: true, run: (row: ClaimRow) => decide(row, { kind: "grade", reliability }, `graded ${reliability}`, stay) })),
    ...[1, 2, 3, 4, 5, 6].map((credibility) => ({ keys: `g ${credibility}`, says: "", button: null, writes: true, run: (row: ClaimRow) => decide(row, { kind: "grade", credibility }, `graded ${credibility}`, stay) })),
  ];
}

const grades: Record<string, string> = {
  A: "completely reliable", B: "usually reliable", C: "fairly reliable", D: "not usually reliable", E: "unreliable", F: "reliability cannot be judged",
  1: "confirmed", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "truth cannot be judged",
};

/** Keys for the actions, on the claim that `focus` names. */
export function keysFor(actions: Action[], focus: () => ClaimRow | null, may: () => boolean): Binding[] {
  const bindings: Binding[] = [];
  for (const action of actions.filter((one) => one.keys !== "g")) {
    const mark = action.keys.startsWith("g ") ? action.keys.slice(2) : null;
    bindings.push({
      // A grade can be typed with or without shift.
      keys: mark && /[A-F]/.test(mark) ? [action.keys, `g ${mark.toLowerCase()}`] : [action.keys],
      says: mark ? grades[mark]! : action.says,
      group: mark ? "Grade (Admiralty)" : "Claim",
      run: () => {
        const row = focus();
        if (row && action.writes && !may()) {
          notes.say("You may look, but not decide.", "news");
        } else if (row) {
          action.run(row);
        }
      },
    });
  }

  bindings.push(
    { keys: ["u"], says: "Undo", group: "Claim", run: () => void decisions.undo() },
    { keys: ["U"], says: "Redo", group: "Claim", run: () => void decisions.redo() },
  );
  return bindings;
}

export const meaning = (grade: string): string => grades[grade] ?? "";
