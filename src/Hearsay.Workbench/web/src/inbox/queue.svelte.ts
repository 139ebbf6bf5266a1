import { get } from "../api/client";
import type { ClaimRow, Page } from "../api/types";

/** What copies of a claim share: the family of their articles, who speaks, how, and the words. */
const sameClaim = (row: ClaimRow): string => (row.family ? [row.family, row.stance, row.speaker.toLowerCase(), row.content.toLowerCase().replace(/\s+/g, " ")].join("\u0000") : row.id);

/** The claims that a query finds, as far as they were needed: more come when the end comes near. The same claim in copies of one report is one row, until it is unfolded. */
export class Queue {
  /** Rows in sight: of folded copies the first one. */
  rows = $state.raw<ClaimRow[]>([]);
  /** Claims that were loaded, copies among them. */
  loaded = $state.raw<ClaimRow[]>([]);
  next = $state.raw<string | null>(null);
  loading = $state(false);
  error = $state.raw<unknown>(null);
  started = $state(false);
  #folding = true;
  #open = new Set<string>();
  #groups = new Map<string, ClaimRow[]>();
  #known = new Set<string>();
  #places = new Map<string, number>();
  #params: Record<string, string> = {};
  #turn = 0;

  /** Begins anew with a query. Claims that are there already stay until the first answer. */
  async start(params: Record<string, string>, folding = true): Promise<void> {
    this.#params = params;
    const turn = ++this.#turn;
    this.loading = true;
    try {
      const page = await get<Page<ClaimRow>>("claims", { ...params, limit: 100 });
      if (turn === this.#turn) {
        this.#folding = folding;
        this.#open.clear();
        this.#groups.clear();
        this.#known.clear();
        this.loaded = [];
        this.#put(page);
        this.error = null;
      }
    } catch (error) {
      if (turn === this.#turn) {
        this.error = error;
      }
    } finally {
      if (turn === this.#turn) {
        this.loading = false;
        this.started = true;
      }
    }

    // Many copies make few rows: the screen is filled all the same.
    for (let pages = 0; pages < 4 && turn === this.#turn && this.rows.length < 60 && this.next !== null && !this.error; pages++) {
      await this.need(this.rows.length);
    }
  }

  /** Brings more when row `at` is near the end of what is there. */
  async need(at: number): Promise<void> {
    if (this.loading || this.next === null || at < this.rows.length - 120) {
      return;
    }

    const turn = this.#turn;
    this.loading = true;
    try {
      const page = await get<Page<ClaimRow>>("claims", { ...this.#params, limit: 500, cursor: this.next });
      if (turn === this.#turn) {
        this.#put(page);
      }
    } catch (error) {
      if (turn === this.#turn) {
        this.error = error;
      }
    } finally {
      if (turn === this.#turn) {
        this.loading = false;
      }
    }
  }

  /** Where a claim is, looked for in the first few thousand; the first place when it is not among them. A copy that is folded away is unfolded. */
  async find(claim: string): Promise<number> {
    for (let pages = 0; pages < 6 && claim && !this.#known.has(claim) && this.next !== null && !this.error; pages++) {
      await this.need(this.rows.length);
    }

    const row = claim && !this.#places.has(claim) ? this.loaded.find((one) => one.id === claim) : undefined;
    if (row) {
      this.unfold(row, true);
    }

    return this.#places.get(claim) ?? 0;
  }

  /** The same claim in all copies of the report that were loaded, the row itself among them. */
  copies(row: ClaimRow): ClaimRow[] {
    // The groups change with the rows.
    void this.rows;
    return this.#groups.get(sameClaim(row)) ?? [row];
  }

  isOpen(row: ClaimRow): boolean {
    void this.rows;
    return this.#open.has(sameClaim(row));
  }

  /** Whether a row stands under the first one of its copies. */
  isUnder(row: ClaimRow): boolean {
    return this.#folding && this.copies(row)[0]!.id !== row.id;
  }

  /** Shows or folds the copies of a claim. Returns where the first of them is. */
  unfold(row: ClaimRow, open: boolean): number {
    const group = sameClaim(row);
    if (open) {
      this.#open.add(group);
    } else {
      this.#open.delete(group);
    }

    this.#show();
    return this.#places.get(this.copies(row)[0]!.id) ?? 0;
  }

  #put(page: Page<ClaimRow>): void {
    const more = page.items.filter((row) => !this.#known.has(row.id));
    for (const row of more) {
      this.#known.add(row.id);
      const key = this.#folding ? sameClaim(row) : row.id;
      const group = this.#groups.get(key);
      if (group) {
        group.push(row);
      } else {
        this.#groups.set(key, [row]);
      }
    }

    this.loaded = this.loaded.concat(more);
    this.next = page.next;
    this.#show();
  }

  #show(): void {
    const rows: ClaimRow[] = [];
    for (const [key, group] of this.#groups) {
      rows.push(...(this.#open.has(key) ? group : group.slice(0, 1)));
    }

    this.#places = new Map(rows.map((row, index) => [row.id, index]));
    this.rows = rows;
  }
}
