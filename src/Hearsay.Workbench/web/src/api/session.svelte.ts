import type { Me, Role } from "./types";

const ranks: Role[] = ["reader", "analyst", "editor", "admin"];

/** Who is here, and what they may do. */
class Session {
  me = $state<Me | null>(null);
  /** True once the server said that somebody has to log in. */
  closed = $state(false);

  may(role: Role): boolean {
    return this.me !== null && ranks.indexOf(this.me.role) >= ranks.indexOf(role);
  }

  loggedOut(): void {
    this.closed = true;
  }

  entered(me: Me): void {
    this.me = me;
    this.closed = false;
  }
}

export const session = new Session();
