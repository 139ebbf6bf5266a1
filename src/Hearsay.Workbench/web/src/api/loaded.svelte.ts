import { Problem } from "./client";

/** Something asked of the API. While it is asked for anew, the old answer stays in sight; also when the network is gone, but not when there is no such thing. */
export class Loaded<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<unknown>(null);
  loading = $state(false);
  #asked: AbortController | null = null;
  #again: ((signal: AbortSignal) => Promise<T>) | null = null;

  /** Asks; an earlier question that is still open is dropped. Returns what drops this one, for an effect. */
  ask(question: (signal: AbortSignal) => Promise<T>): () => void {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.#again = question;
    this.loading = true;
    question(asked.signal).then(
      (value) => {
        if (!asked.signal.aborted) {
          this.value = value;
          this.error = null;
          this.loading = false;
        }
      },
      (error: unknown) => {
        if (!asked.signal.aborted) {
          this.error = error;
          this.loading = false;
          if (error instanceof Problem && error.status === 404) {
            this.value = null;
          }
        }
      },
    );
    return () => asked.abort();
  }

  retry = (): void => {
    if (this.#again) {
      this.ask(this.#again);
    }
  };
}
