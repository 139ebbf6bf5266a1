/** The path without doubled slashes at its start, which the browser would take for the name of a server. */
const here = (): string => location.pathname.replace(/^\/+/, "/");

/** Where we are: the address is the state of every screen, so that back, reload and a copied link show the same. */
class Place {
  path = $state(here());
  search = $state(location.search);
  readonly params = $derived(new URLSearchParams(this.search));
  readonly segments = $derived(this.path.split("/").filter((part) => part !== "").map(decodeURIComponent));
  #timer = 0;

  get(name: string): string {
    return this.params.get(name) ?? "";
  }

  go(to: string): void {
    this.flush();
    history.pushState(null, "", to);
    this.read();
    scrollTo(0, 0);
  }

  /** Changes some of the query, as a step that "back" undoes. Null leaves a parameter out. */
  set(changes: Record<string, string | null>): void {
    this.flush();
    history.pushState(null, "", this.with(changes));
    this.read();
  }

  /** Changes some of the query in place: what moves with every key, such as the selected claim. */
  note(changes: Record<string, string | null>): void {
    this.search = new URL(this.with(changes), location.origin).search;
    clearTimeout(this.#timer);
    // Browsers refuse hundreds of address changes in a row.
    this.#timer = window.setTimeout(() => this.flush(), 250);
  }

  with(changes: Record<string, string | null>): string {
    const query = new URLSearchParams(this.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === "") {
        query.delete(name);
      } else {
        query.set(name, value);
      }
    }

    const text = query.toString();
    return `${this.path}${text ? `?${text}` : ""}`;
  }

  flush(): void {
    clearTimeout(this.#timer);
    if (here() === this.path && location.search !== this.search) {
      history.replaceState(null, "", this.path + this.search);
    }
  }

  read(): void {
    this.path = here();
    this.search = location.search;
  }
}

export const place = new Place();

/** Pages that the server writes itself; links to them leave the application. */
const served = /^\/(api|claims|healthz)(\/|$)|\/original$|\.csv$|\.json$/;

export function followAddress(): void {
  addEventListener("popstate", () => place.read());
  addEventListener("pagehide", () => place.flush());
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }

    if (link.target || link.hasAttribute("download") || link.origin !== location.origin || served.test(link.pathname)) {
      return;
    }

    event.preventDefault();
    place.go(link.pathname + link.search);
  });
}
