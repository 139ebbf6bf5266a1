import { untrack } from "svelte";

/** One thing that keys do. `keys` is one key ("j", "Enter", "Shift+U") or two in a row ("g 1"). */
export interface Binding {
  keys: string[];
  says: string;
  group: string;
  run: (event: KeyboardEvent) => void;
  /** Not in the help, because another line there says it already. */
  silent?: boolean;
}

const stored = "hearsay.singleKeys";

class Keys {
  /** The first of two keys, while the second is awaited. */
  begun = $state("");
  /** Some people dictate or use switches: single keys can be turned off (WCAG 2.1.4). */
  single = $state(localStorage.getItem(stored) !== "off");
  scopes = $state.raw<Binding[][]>([]);
  #timer = 0;
  #over: Binding[] = [];

  /** Adds bindings until the function returned is called. The last added come first, but for those that go over everything while they are there. */
  bind(bindings: Binding[], over = false): () => void {
    // Called from effects, which must not come to depend on what they change.
    untrack(() => {
      if (over) {
        this.#over = bindings;
        this.scopes = [bindings, ...this.scopes];
      } else {
        const [head, rest] = this.scopes[0] === this.#over ? [this.scopes.slice(0, 1), this.scopes.slice(1)] : [[], this.scopes];
        this.scopes = [...head, bindings, ...rest];
      }
    });
    return () => {
      untrack(() => (this.scopes = this.scopes.filter((scope) => scope !== bindings)));
    };
  }

  setSingle(on: boolean): void {
    this.single = on;
    localStorage.setItem(stored, on ? "on" : "off");
  }

  /** What can follow the key that was begun. */
  next(): Binding[] {
    const prefix = `${this.begun} `;
    return this.scopes.flat().filter((binding) => binding.keys.some((keys) => keys.startsWith(prefix)));
  }

  press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }

    const target = event.target as HTMLElement;
    const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    if (typing || document.querySelector("dialog[open]")) {
      return;
    }

    if (/^(Enter| )$/.test(event.key) && /^(BUTTON|A|SUMMARY)$/.test(target.tagName)) {
      return;
    }

    const key = event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key;
    if (key === "Shift" || (!this.single && key.length === 1)) {
      return;
    }

    const wanted = this.begun ? `${this.begun} ${key}` : key;
    const found = this.scopes.flat().find((binding) => binding.keys.includes(wanted));
    const waiting = this.begun !== "";
    this.#begin("");
    if (found) {
      event.preventDefault();
      found.run(event);
    } else if (!waiting && this.scopes.flat().some((binding) => binding.keys.some((keys) => keys.startsWith(`${key} `)))) {
      event.preventDefault();
      this.#begin(key);
    }
  }

  #begin(key: string): void {
    clearTimeout(this.#timer);
    this.begun = key;
    if (key) {
      this.#timer = window.setTimeout(() => (this.begun = ""), 4000);
    }
  }
}

export const keys = new Keys();
