import { randomUUID } from 'node:crypto';
import { NS } from './namespaces.ts';
import type { RecorderGate } from './recorder-gate.ts';
import { attribute, errorReply, resultReply, xml, type Element } from './stanza.ts';

export type RecorderState = 'recorder-joined' | 'recorder-left';

/** How recorders are had in a room. */
export interface RecorderOptions {
  readonly gate: RecorderGate;
  /** XMPP domain of the deployment. */
  readonly domain: string;
  readonly onState: (state: RecorderState) => void;
}

/** What is needed of the room. */
interface RecordedRoom {
  readonly jid: string;
  readonly name: string;
  /** To everybody in the room. */
  readonly announce: (presence: Element) => void;
}

/** The name of the focus in a room, which people cannot take. */
const FOCUS = 'focus';
/** What a request may say. Anything else would stream, call a telephone, or hand data to the recorder. */
const KNOWN: readonly string[] = ['xmlns', 'action', 'recording_mode'];

/**
 * Plays Jicofo's and Jibri's part for one room, as clients see it: a moderator asks the focus, and the focus says that it
 * is recorded if the API agrees. Nothing is; nor does a recorder sit in the room, since two people who talk directly would
 * lose each other's picture to a third.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #room: RecordedRoom;
  #sessionId: string | null = null;
  #status: 'on' | 'off' | null = null;
  #isOver = false;

  constructor(options: RecorderOptions, room: RecordedRoom) {
    this.#options = options;
    this.#room = room;
  }

  /** Whether a name in the room is not for people. */
  static isReserved(nick: string): boolean {
    return nick === FOCUS;
  }

  get isHere(): boolean {
    return this.#status === 'on';
  }

  /** What the room sees of the focus. */
  get presence(): Element {
    const jid = `${FOCUS}@auth.${this.#options.domain}/${FOCUS}`;
    const status =
      this.#status === null
        ? null
        : xml('jibri-recording-status', {
            xmlns: NS.jibri,
            status: this.#status,
            session_id: this.#sessionId ?? '',
            recording_mode: 'file',
          });
    const item = xml('item', { affiliation: 'owner', role: 'moderator', jid });
    return xml('presence', { from: this.#focus }, status, xml('x', { xmlns: NS.mucUser }, item));
  }

  /** Answers a request to the focus. */
  async answer(iq: Element, isModerator: boolean, reply: (answer: Element) => void): Promise<void> {
    const request = iq.getChild('jibri', NS.jibri);
    const action = request && attribute(request, 'action');
    if (!request || attribute(iq, 'type') !== 'set') reply(errorReply(iq, 'cancel', 'item-not-found'));
    else if (!isModerator) reply(errorReply(iq, 'auth', 'forbidden'));
    else if (action === 'start') await this.#start(iq, request, reply);
    else if (action !== 'stop') reply(errorReply(iq, 'modify', 'bad-request'));
    else if (this.stop()) reply(resultReply(iq, this.#focus));
    else reply(errorReply(iq, 'cancel', 'item-not-found'));
  }

  /** The recorder leaves. False when there is none. */
  stop(): boolean {
    if (!this.isHere) return false;
    this.#status = 'off';
    this.#room.announce(this.presence);
    this.#options.onState('recorder-left');
    return true;
  }

  /** The room is gone. */
  close(): void {
    this.#isOver = true;
    this.stop();
  }

  get #focus(): string {
    return `${this.#room.jid}/${FOCUS}`;
  }

  async #start(iq: Element, request: Element, reply: (answer: Element) => void): Promise<void> {
    const isFile =
      attribute(request, 'recording_mode') === 'file' &&
      Object.keys(request.attrs as object).every((name) => KNOWN.includes(name));
    if (!isFile) {
      reply(errorReply(iq, 'cancel', 'not-allowed', 'Recordings are files alone'));
      return;
    }
    const answer = this.isHere ? null : await this.#options.gate(this.#room.name);
    // Another request may have been faster while the API was asked, or the room may be gone.
    if (this.isHere) reply(errorReply(iq, 'wait', 'unexpected-request', 'It is being recorded already'));
    else if (answer?.kind === 'refused') reply(errorReply(iq, 'wait', answer.condition, answer.message));
    else if (!this.#isOver) this.#come(iq, reply);
  }

  #come(iq: Element, reply: (answer: Element) => void): void {
    this.#sessionId = randomUUID();
    this.#status = 'on';
    const pending = { xmlns: NS.jibri, status: 'pending', session_id: this.#sessionId };
    reply(resultReply(iq, this.#focus, xml('jibri', pending)));
    this.#room.announce(this.presence);
    this.#options.onState('recorder-joined');
  }
}
