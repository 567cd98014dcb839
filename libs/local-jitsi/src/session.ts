import { randomBytes, randomUUID } from 'node:crypto';
import { NS } from './namespaces.ts';
import type { RoomTokenClaims } from './room-token.ts';
import { copyOf, xml, type Element } from './stanza.ts';

/** What a session needs of its socket. */
export interface Transport {
  send(element: Element): void;
  close(): void;
  /** Cuts without a farewell. */
  terminate(): void;
}

/** Unacknowledged stanzas kept for a client that may come back; a client this far behind is given up. */
const MAX_UNACKNOWLEDGED = 1000;
/** Unacknowledged stanzas after which the client is asked how far it is. */
const ACK_REQUEST_AFTER = 5;
/** The counters of XEP-0198 wrap here. */
const COUNTER_MODULUS = 2 ** 32;

export interface SessionOptions {
  readonly claims: RoomTokenClaims;
  readonly transport: Transport;
  readonly domain: string;
  /** How long a session without socket waits for a resume, milliseconds. */
  readonly hibernationMs: number;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  readonly onEnd: (session: Session) => void;
}

/**
 * One entry of one person: begins when the token was believed, and outlives its socket for a while when stream
 * management (XEP-0198) was enabled, so that a cut connection can be resumed without anybody leaving the room.
 */
export class Session {
  readonly claims: RoomTokenClaims;
  readonly jid: string;
  readonly #options: SessionOptions;
  #transport: Transport | null;
  #resumptionId: string | null = null;
  #received = 0;
  #sent = 0;
  #unacknowledged: Element[] = [];
  #hibernation: NodeJS.Timeout | null = null;
  #lostAt: number | null = null;
  #ended = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.claims = options.claims;
    this.#transport = options.transport;
    this.jid = `${randomUUID()}@${options.domain}/${randomBytes(9).toString('base64url')}`;
  }

  get user(): RoomTokenClaims['context']['user'] {
    return this.claims.context.user;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** False while it waits for a resume. */
  get isConnected(): boolean {
    return this.#transport !== null;
  }

  /** Since when it waits for a resume, or waited until it was given up; milliseconds since the epoch, UTC. */
  get lostAt(): number | null {
    return this.#lostAt;
  }

  get resumptionId(): string | null {
    return this.#resumptionId;
  }

  /** Counts a stanza of the client; to be called once for each. */
  countReceived(): void {
    this.#received = (this.#received + 1) % COUNTER_MODULUS;
  }

  /** Sends a stanza, and keeps it until acknowledged where the client asked for that. */
  send(stanza: Element): void {
    if (this.#ended) return;
    const addressed = copyOf(stanza);
    addressed.attrs.xmlns = NS.client;
    addressed.attrs.to = this.jid;
    if (this.#resumptionId !== null) {
      this.#sent = (this.#sent + 1) % COUNTER_MODULUS;
      this.#unacknowledged.push(addressed);
      if (this.#unacknowledged.length > MAX_UNACKNOWLEDGED) {
        this.end();
        return;
      }
    }
    this.#transport?.send(addressed);
    if (this.#unacknowledged.length > ACK_REQUEST_AFTER) {
      this.#transport?.send(xml('r', { xmlns: NS.streamManagement }));
    }
  }

  enableResumption(): void {
    if (this.#resumptionId !== null) return;
    this.#resumptionId = randomBytes(18).toString('base64url');
    this.#received = 0;
    this.#transport?.send(
      xml('enabled', {
        xmlns: NS.streamManagement,
        id: this.#resumptionId,
        resume: 'true',
        max: String(Math.round(this.#options.hibernationMs / 1000)),
      }),
    );
  }

  /** Answers "how far are you?". */
  acknowledge(): void {
    this.#transport?.send(xml('a', { xmlns: NS.streamManagement, h: String(this.#received) }));
  }

  /** @param handled the client's count of stanzas it has handled; nonsense is ignored */
  acknowledged(handled: number): void {
    if (!Number.isInteger(handled) || handled < 0) return;
    const outstanding = (this.#sent - handled + COUNTER_MODULUS) % COUNTER_MODULUS;
    if (outstanding > this.#unacknowledged.length) return;
    this.#unacknowledged = this.#unacknowledged.slice(this.#unacknowledged.length - outstanding);
  }

  /** Moves to a new socket and repeats what the client has missed. */
  resume(transport: Transport, handled: number): void {
    if (this.#hibernation) clearTimeout(this.#hibernation);
    this.#hibernation = null;
    this.#lostAt = null;
    const before = this.#transport;
    this.#transport = transport;
    before?.terminate();
    this.acknowledged(handled);
    transport.send(
      xml('resumed', {
        xmlns: NS.streamManagement,
        previd: this.#resumptionId ?? '',
        h: String(this.#received),
      }),
    );
    for (const stanza of this.#unacknowledged) transport.send(stanza);
  }

  /** The socket is gone; ignored when the session has moved to another meanwhile. */
  lost(transport: Transport): void {
    if (this.#transport !== transport || this.#ended) return;
    this.#transport = null;
    this.#lostAt = this.#options.now();
    if (this.#resumptionId === null) {
      this.end();
      return;
    }
    this.#hibernation = setTimeout(() => this.end(), this.#options.hibernationMs);
  }

  /** Ends for good: leaves every room, cannot be resumed. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#hibernation) clearTimeout(this.#hibernation);
    this.#options.onEnd(this);
    this.#transport?.close();
    this.#transport = null;
    this.#unacknowledged = [];
  }
}
