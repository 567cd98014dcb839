import { randomUUID } from 'node:crypto';
import { NS } from './namespaces.ts';
import {
  availablePresence,
  createOccupant,
  stampedPresence,
  toReported,
  unavailablePresence,
  type Departure,
  type Occupant,
} from './occupant.ts';
import type { PresenceFact, PresentOccupant } from './presence-reporter.ts';
import { Recorder, type RecorderOptions } from './recorder.ts';
import type { Session } from './session.ts';
import { attribute, copyOf, errorReply, parseAddress, resultReply, xml, type Element } from './stanza.ts';

/** The library's endpoint ids; a nick is part of every report, and what people choose is not let into those. */
const NICK = /^[\w.~-]{1,64}$/;

/** Chat messages that a newcomer gets to see. */
const HISTORY_LENGTH = 50;

export interface RoomOptions {
  readonly jid: string;
  readonly maxOccupants: number | null;
  /** Undefined where recording is switched off. */
  readonly recorder?: RecorderOptions | undefined;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  /** `at`: milliseconds since the epoch, UTC; now when left out. */
  readonly onFact: (fact: PresenceFact, at?: number) => void;
  readonly onReplaced: (session: Session) => void;
  readonly onEmpty: () => void;
}

/** A room as XEP-0045 describes it, as far as Jitsi uses it. */
export class Room {
  readonly jid: string;
  readonly #options: RoomOptions;
  readonly #createdAt: number;
  readonly #meetingId = randomUUID();
  readonly #occupants = new Map<string, Occupant>();
  readonly #history: Element[] = [];
  readonly #recorder: Recorder | null;

  constructor(options: RoomOptions) {
    this.jid = options.jid;
    this.#options = options;
    this.#createdAt = options.now();
    const room = { jid: this.jid, name: parseAddress(this.jid).local, announce: this.#tellAll.bind(this) };
    this.#recorder = options.recorder ? new Recorder(options.recorder, room) : null;
  }

  get isEmpty(): boolean {
    return this.#occupants.size === 0;
  }

  /** Who is here and since when; a connection that was cut and may be resumed is still here. */
  get occupants(): PresentOccupant[] {
    return [...this.#occupants.values()].map((occupant) => ({
      ...toReported(occupant),
      joinedAt: new Date(occupant.joinedAt).toISOString(),
    }));
  }

  onPresence(session: Session, stanza: Element): void {
    const present = this.#occupantOf(session);
    if (attribute(stanza, 'type') === 'unavailable') {
      if (present) this.#remove(present, { kind: 'left', status: stanza.getChild('status') });
    } else if (present) {
      present.presence = stampedPresence(session, stanza);
      this.#announce(present);
    } else {
      this.#enter(session, stanza);
    }
  }

  onMessage(session: Session, stanza: Element): void {
    const sender = this.#occupantOf(session);
    if (!sender) {
      session.send(errorReply(stanza, 'modify', 'not-acceptable'));
      return;
    }
    const message = copyOf(stanza);
    message.attrs.from = `${this.jid}/${sender.nick}`;
    const nick = parseAddress(attribute(stanza, 'to') ?? '').resource;
    if (nick) {
      const addressee = this.#occupants.get(nick);
      if (addressee) addressee.session.send(message);
      else session.send(errorReply(stanza, 'cancel', 'item-not-found'));
      return;
    }
    if (message.getChild('subject') && sender.role !== 'moderator') {
      session.send(errorReply(stanza, 'auth', 'forbidden'));
      return;
    }
    this.#tellAll(message);
    if (message.getChildText('body')) this.#remember(message);
  }

  async onIq(session: Session, iq: Element): Promise<void> {
    const sender = this.#occupantOf(session);
    const nick = parseAddress(attribute(iq, 'to') ?? '').resource;
    if (this.#recorder && Recorder.isReserved(nick) && isRequest(iq)) {
      await this.#recorder.answer(iq, sender?.role === 'moderator', (answer) => session.send(answer));
      return;
    }
    if (nick) {
      this.#relay(session, sender, iq, nick);
      return;
    }
    if (iq.getChild('query', NS.discoInfo)) {
      session.send(resultReply(iq, this.jid, this.#info()));
      return;
    }
    const item = iq.getChild('query', NS.mucAdmin)?.getChild('item');
    if (item && attribute(iq, 'type') === 'set') {
      this.#administer(session, sender, iq, item);
      return;
    }
    if (isRequest(iq)) session.send(errorReply(iq, 'cancel', 'service-unavailable'));
  }

  /** The session is over: whoever it was in here is gone, since they were heard of last. */
  onSessionEnd(session: Session): void {
    const occupant = this.#occupantOf(session);
    if (occupant) this.#remove(occupant, { kind: 'left' }, session.lostAt ?? undefined);
  }

  /** The recorder has to go. False when there is none. */
  stopRecording(): boolean {
    return this.#recorder?.stop() ?? false;
  }

  /** For the end of the room, whoever brought it about. */
  close(): void {
    this.#recorder?.close();
  }

  /** Everybody leaves and is told why (XEP-0045, 10.9). */
  destroy(reason: string): void {
    for (const occupant of [...this.#occupants.values()]) {
      this.#occupants.delete(occupant.nick);
      occupant.session.send(
        unavailablePresence(this.jid, occupant, { kind: 'room-destroyed', reason }, true),
      );
      this.#options.onFact({ type: 'occupant-left', occupant: toReported(occupant) });
    }
    this.#options.onEmpty();
  }

  #tellAll(stanza: Element): void {
    for (const occupant of this.#occupants.values()) occupant.session.send(stanza);
  }

  #occupantOf(session: Session): Occupant | undefined {
    return [...this.#occupants.values()].find((occupant) => occupant.session === session);
  }

  #enter(session: Session, stanza: Element): void {
    const nick = parseAddress(attribute(stanza, 'to') ?? '').resource;
    if (!NICK.test(nick) || !stanza.getChild('x', NS.muc)) {
      session.send(errorReply(stanza, 'modify', 'jid-malformed'));
      return;
    }
    const former = [...this.#occupants.values()].filter(
      (occupant) => occupant.session.user.id === session.user.id,
    );
    const { maxOccupants } = this.#options;
    if (maxOccupants !== null && this.#occupants.size - former.length >= maxOccupants) {
      session.send(errorReply(stanza, 'wait', 'service-unavailable', 'The room is full'));
      return;
    }
    const holder = this.#occupants.get(nick);
    const isTaken = this.#recorder !== null && Recorder.isReserved(nick);
    if (isTaken || (holder && !former.includes(holder))) {
      session.send(errorReply(stanza, 'cancel', 'conflict'));
      return;
    }

    this.#replace(former);
    const joinedAt = this.#options.now();
    const occupant = createOccupant(nick, session, stanza, joinedAt);
    for (const other of this.#occupants.values()) {
      session.send(availablePresence(this.jid, other, false));
    }
    if (this.#recorder) session.send(this.#recorder.presence);
    this.#occupants.set(nick, occupant);
    this.#options.onFact({ type: 'occupant-joined', occupant: toReported(occupant) }, joinedAt);
    this.#announce(occupant);
    for (const message of this.#history) session.send(message);
    session.send(xml('message', { type: 'groupchat', from: this.jid }, xml('subject')));
  }

  /**
   * Removes the older entries of a person. An entry that lost its socket would otherwise count as another person for
   * the whole hibernation, and stop two people from talking directly.
   */
  #replace(former: readonly Occupant[]): void {
    for (const occupant of former) {
      this.#drop(occupant, { kind: 'replaced' });
      this.#options.onReplaced(occupant.session);
    }
  }

  #announce(occupant: Occupant): void {
    for (const other of this.#occupants.values()) {
      other.session.send(availablePresence(this.jid, occupant, other === occupant));
    }
  }

  #remove(occupant: Occupant, departure: Departure, at?: number): void {
    this.#drop(occupant, departure, at);
    if (this.isEmpty) this.#options.onEmpty();
  }

  #drop(occupant: Occupant, departure: Departure, at?: number): void {
    for (const other of this.#occupants.values()) {
      other.session.send(unavailablePresence(this.jid, occupant, departure, other === occupant));
    }
    this.#occupants.delete(occupant.nick);
    this.#options.onFact({ type: 'occupant-left', occupant: toReported(occupant) }, at);
  }

  #remember(message: Element): void {
    const remembered = copyOf(message);
    const stamp = new Date(this.#options.now()).toISOString();
    remembered.cnode(xml('delay', { xmlns: NS.delay, from: this.jid, stamp }));
    this.#history.push(remembered);
    if (this.#history.length > HISTORY_LENGTH) this.#history.shift();
  }

  /** Between occupants: the Jingle negotiation of their media, and its answers. */
  #relay(session: Session, sender: Occupant | undefined, iq: Element, nick: string): void {
    const addressee = this.#occupants.get(nick);
    if (!sender || !addressee) {
      if (isRequest(iq)) session.send(errorReply(iq, 'cancel', 'item-not-found'));
      return;
    }
    const relayed = copyOf(iq);
    relayed.attrs.from = `${this.jid}/${sender.nick}`;
    addressee.session.send(relayed);
  }

  /** Only removing a participant is known: who moderates is decided by the token, never inside the room. */
  #administer(session: Session, sender: Occupant | undefined, iq: Element, item: Element): void {
    if (sender?.affiliation !== 'owner') {
      session.send(errorReply(iq, 'auth', 'forbidden'));
      return;
    }
    if (attribute(item, 'role') !== 'none') {
      session.send(errorReply(iq, 'cancel', 'not-allowed', 'Roles come from the token'));
      return;
    }
    const target = this.#occupants.get(attribute(item, 'nick') ?? '');
    if (!target) {
      session.send(errorReply(iq, 'cancel', 'item-not-found'));
      return;
    }
    if (target.affiliation === 'owner') {
      session.send(errorReply(iq, 'cancel', 'not-allowed'));
      return;
    }
    this.#remove(target, { kind: 'kicked', by: sender.nick, reason: item.getChildText('reason') ?? '' });
    session.send(resultReply(iq, this.jid));
  }

  #info(): Element {
    const features = [NS.muc, 'muc_open', 'muc_unsecured', 'muc_nonanonymous', 'muc_temporary'];
    const field = (name: string, value: string): Element =>
      xml('field', { var: name }, xml('value', {}, value));
    return xml(
      'query',
      { xmlns: NS.discoInfo },
      xml('identity', { category: 'conference', type: 'text' }),
      ...features.map((name) => xml('feature', { var: name })),
      xml(
        'x',
        { xmlns: NS.dataForms, type: 'result' },
        field('FORM_TYPE', 'http://jabber.org/protocol/muc#roominfo'),
        field('muc#roominfo_meetingId', this.#meetingId),
        field('muc#roominfo_created_timestamp', String(this.#createdAt)),
      ),
    );
  }
}

function isRequest(iq: Element): boolean {
  return attribute(iq, 'type') === 'get' || attribute(iq, 'type') === 'set';
}
