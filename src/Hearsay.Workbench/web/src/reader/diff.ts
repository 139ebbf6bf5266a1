/** What became of a piece of text between two revisions. */
export interface Change {
  kind: "same" | "gone" | "new";
  text: string;
}

/** Two lists with more cells than this are compared piece by piece only at their ends. */
const most = 4_000_000;

/** Compares two revisions: paragraphs first, then the words of those that changed. */
export function compare(before: string, after: string): Change[] {
  const paragraphs = lists(before.split(/(?<=\n)/), after.split(/(?<=\n)/));
  const changes: Change[] = [];
  for (let index = 0; index < paragraphs.length; index++) {
    const one = paragraphs[index]!;
    const next = paragraphs[index + 1];
    if (one.kind === "gone" && next?.kind === "new") {
      changes.push(...lists(one.text.split(/(?<=\s)/), next.text.split(/(?<=\s)/)));
      index++;
    } else {
      changes.push(one);
    }
  }

  return changes;
}

/** Longest common subsequence; neighbours of one kind are put together, what is gone before what is new. */
function lists(before: string[], after: string[]): Change[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) {
    head++;
  }

  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail++;
  }

  const left = before.slice(head, before.length - tail);
  const right = after.slice(head, after.length - tail);
  const changes: Change[] = [];
  const add = (kind: Change["kind"], pieces: string[]): void => {
    if (pieces.length > 0) {
      changes.push({ kind, text: pieces.join("") });
    }
  };
  add("same", before.slice(0, head));
  if (left.length * right.length > most) {
    add("gone", left);
    add("new", right);
  } else {
    middle(left, right, add);
  }

  add("same", tail > 0 ? before.slice(-tail) : []);
  return changes;
}

function middle(left: string[], right: string[], add: (kind: Change["kind"], pieces: string[]) => void): void {
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        left[row] === right[column] ? lengths[(row + 1) * width + column + 1]! + 1 : Math.max(lengths[(row + 1) * width + column]!, lengths[row * width + column + 1]!);
    }
  }

  let row = 0;
  let column = 0;
  let same: string[] = [];
  let gone: string[] = [];
  let fresh: string[] = [];
  const close = (): void => {
    add("gone", gone);
    add("new", fresh);
    gone = [];
    fresh = [];
  };
  while (row < left.length || column < right.length) {
    if (row < left.length && column < right.length && left[row] === right[column]) {
      close();
      same.push(left[row]!);
      row++;
      column++;
      continue;
    }

    add("same", same);
    same = [];
    if (column >= right.length || (row < left.length && lengths[(row + 1) * width + column]! >= lengths[row * width + column + 1]!)) {
      gone.push(left[row++]!);
    } else {
      fresh.push(right[column++]!);
    }
  }

  close();
  add("same", same);
}
