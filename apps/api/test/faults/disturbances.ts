/** What kept processes from finishing what they had in hand. Instants in ms of the machine's own clock, which all processes of a test share. */
export interface Disturbance {
  /**
   * `ended`: the process is gone. `frozen`: it stands still. `cut`: the database does not hear it. `clock`: it has another time than the
   * others, so that neither knows when the other's lease ends. `unanswered`: the mail server takes mails and does not say so.
   */
  readonly kind: 'ended' | 'frozen' | 'cut' | 'clock' | 'unanswered';
  /** The process that it came upon; null for all of them. */
  readonly owner: string | null;
  readonly from: number;
  /** Infinity while it lasts. */
  readonly to: number;
}

/** Writes down what is done to processes, so that the checker excuses nothing else. */
export class Disturbances {
  private readonly noted: { -readonly [K in keyof Disturbance]: Disturbance[K] }[] = [];

  get all(): readonly Disturbance[] {
    return this.noted;
  }

  /** Noted before it is done. */
  begin(kind: Disturbance['kind'], owner: string | null = null): void {
    this.noted.push({ kind, owner, from: Date.now(), to: Infinity });
  }

  /** Noted after it was taken back. */
  end(...kinds: Disturbance['kind'][]): void {
    const to = Date.now();
    for (const one of this.noted) if (kinds.includes(one.kind)) one.to = Math.min(one.to, to);
  }

  /** Whether something came upon a process since an instant. */
  cameUpon(owner: string, since: number): boolean {
    return this.noted.some((one) => (one.owner ?? owner) === owner && one.to >= since);
  }
}
