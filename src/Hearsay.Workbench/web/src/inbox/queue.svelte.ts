import { get } from "../api/client";
import type { ClaimRow, Page } from "../api/types";

/** The claims that a query finds, as far as they were needed: more come when the end comes near. */
export class Queue {
  rows = $state.raw<ClaimRow[]>([]);
  next = $state.raw<string | null>(null);
  loading = $state(false);
  error = $state.raw<unknown>(null);
  started = $state(false);
  readonly index = new Map<string, number>();
  #params: Record<string, string> = {};
  #turn = 0;

  /** Begins anew with a query. Claims that are there already stay until the first answer. */
  async start(params: Record<string, string>): Promise<void> {
    this.#params = params;
    const turn = ++this.#turn;
    this.loading = true;
    try {
      const page = await get<Page<ClaimRow>>("claims", { ...params, limit: 100 });
      if (turn === this.#turn) {
        this.index.clear();
        this.#put(page, []);
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
        this.#put(page, this.rows);
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

  /** Where a claim is, looked for in the first few thousand; the first place when it is not among them. */
  async find(claim: string): Promise<number> {
    for (let pages = 0; pages < 6 && claim && !this.index.has(claim) && this.next !== null && !this.error; pages++) {
      await this.need(this.rows.length);
    }

    return this.index.get(claim) ?? 0;
  }

  #put(page: Page<ClaimRow>, before: ClaimRow[]): void {
    const more = page.items.filter((row) => !this.index.has(row.id));
    more.forEach((row, index) => this.index.set(row.id, before.length + index));
    this.rows = before.length > 0 ? before.concat(more) : more;
    this.next = page.next;
  }
}
