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

/** Names in the room that people cannot take. */
const FOCUS = 'focus';
const RECORDER = 'recorder';
/** What a request may say. Anything else would stream, call a telephone, or hand data to the recorder. */
const KNOWN: readonly string[] = ['xmlns', 'action', 'recording_mode'];

/**
 * Plays Jicofo's and Jibri's part for one room, as clients see it: a moderator asks the focus, a recorder of the hidden
 * domain comes in if the API agrees, and the focus says how it stands. Nothing is recorded.
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
    return nick === FOCUS || nick === RECORDER;
  }

  get isHere(): boolean {
    return this.#status === 'on';
  }

  /** What a newcomer sees of the focus and of the recorder. */
  get presences(): Element[] {
    return [this.#focusPresence(), ...(this.isHere ? [this.#recorderPresence()] : [])];
  }

  /** Answers a request to the focus or the recorder. */
  async answer(
    iq: Element,
    nick: string,
    isModerator: boolean,
    reply: (answer: Element) => void,
  ): Promise<void> {
    const request = iq.getChild('jibri', NS.jibri);
    const action = request && attribute(request, 'action');
    if (!request || attribute(iq, 'type') !== 'set') reply(errorReply(iq, 'cancel', 'item-not-found'));
    else if (!isModerator) reply(errorReply(iq, 'auth', 'forbidden'));
    else if (nick !== FOCUS) reply(errorReply(iq, 'cancel', 'item-not-found'));
    else if (action === 'start') await this.#start(iq, request, reply);
    else if (action !== 'stop') reply(errorReply(iq, 'modify', 'bad-request'));
    else if (this.stop('left')) reply(resultReply(iq, this.#focus));
    else reply(errorReply(iq, 'cancel', 'item-not-found'));
  }

  /** The recorder leaves. False when there is none. */
  stop(how: 'left' | 'removed'): boolean {
    if (!this.isHere) return false;
    this.#status = 'off';
    this.#room.announce(this.#recorderPresence(how));
    this.#room.announce(this.#focusPresence());
    this.#options.onState('recorder-left');
    return true;
  }

  /** The room is gone. */
  close(): void {
    this.#isOver = true;
    this.stop('left');
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
    this.#room.announce(this.#recorderPresence());
    this.#room.announce(this.#focusPresence());
    this.#options.onState('recorder-joined');
  }

  #focusPresence(): Element {
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
    return xml(
      'presence',
      { from: this.#focus },
      status,
      userItem({ affiliation: 'owner', role: 'moderator', jid }),
    );
  }

  #recorderPresence(departure?: 'left' | 'removed'): Element {
    const jid = `${RECORDER}@hidden.${this.#options.domain}/${RECORDER}`;
    const item = userItem({ affiliation: 'none', role: departure ? 'none' : 'participant', jid });
    if (departure === 'removed') item.cnode(xml('status', { code: '307' }));
    return xml(
      'presence',
      { from: `${this.#room.jid}/${RECORDER}`, ...(departure && { type: 'unavailable' }) },
      xml('session_id', {}, this.#sessionId ?? ''),
      xml('mode', {}, 'FILE'),
      item,
    );
  }
}

function userItem(item: Record<string, string>): Element {
  return xml('x', { xmlns: NS.mucUser }, xml('item', item));
}
