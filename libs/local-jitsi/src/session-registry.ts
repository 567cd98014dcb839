import type { Session } from './session.ts';

/** Replaced sessions that are remembered; the oldest are forgotten first. */
const MAX_REPLACED = 1000;

/** Where live sessions are found again by a client that lost its socket. */
export class SessionRegistry {
  readonly #live = new Set<Session>();
  readonly #replaced = new Set<string>();

  add(session: Session): void {
    this.#live.add(session);
  }

  remove(session: Session): void {
    this.#live.delete(session);
  }

  /** Another session of the same person took over: the old one must not come back by itself and push it out again. */
  markReplaced(session: Session): void {
    if (session.resumptionId === null) return;
    this.#replaced.add(session.resumptionId);
    if (this.#replaced.size <= MAX_REPLACED) return;
    for (const oldest of this.#replaced) {
      this.#replaced.delete(oldest);
      break;
    }
  }

  wasReplaced(resumptionId: string): boolean {
    return this.#replaced.has(resumptionId);
  }

  /** @returns the session to resume, only for the very person and room it belongs to */
  find(resumptionId: string, by: Session): Session | null {
    for (const session of this.#live) {
      const isSamePlace = session.user.id === by.user.id && session.claims.room === by.claims.room;
      if (session.resumptionId === resumptionId && isSamePlace) return session;
    }
    return null;
  }

  endAll(): void {
    for (const session of [...this.#live]) session.end();
  }
}
