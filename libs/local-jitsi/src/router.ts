import { NS } from './namespaces.ts';
import type { RoomRegistry } from './room-registry.ts';
import type { Session } from './session.ts';
import { attribute, errorReply, parseAddress, resultReply, xml, type Element } from './stanza.ts';

export interface Addresses {
  readonly domain: string;
  readonly muc: string;
  readonly focus: string;
}

/** Takes a stanza of a session to where it is addressed. */
export class Router {
  readonly #addresses: Addresses;
  readonly #rooms: RoomRegistry;

  constructor(addresses: Addresses, rooms: RoomRegistry) {
    this.#addresses = addresses;
    this.#rooms = rooms;
  }

  async route(session: Session, stanza: Element): Promise<void> {
    const to = parseAddress(attribute(stanza, 'to') ?? this.#addresses.domain);
    if (to.host === this.#addresses.muc && to.local) return this.#toRoom(session, stanza, to.bare);
    if (stanza.name !== 'iq' || isAnswer(stanza)) return;
    const request = stanza.getChild('conference', NS.focus);
    if (to.host === this.#addresses.focus && request) return this.#toFocus(session, stanza, request);
    session.send(this.#serverAnswer(stanza));
  }

  async #toRoom(session: Session, stanza: Element, jid: string): Promise<void> {
    if (!isAllowed(session, jid)) {
      if (!isAnswer(stanza)) session.send(errorReply(stanza, 'cancel', 'not-allowed', MISMATCH));
      return;
    }
    if (stanza.name === 'presence' && attribute(stanza, 'type') === undefined) {
      return this.#enter(session, stanza, jid);
    }
    const room = this.#rooms.find(jid);
    if (!room) {
      if (stanza.name === 'iq' && !isAnswer(stanza))
        session.send(errorReply(stanza, 'cancel', 'item-not-found'));
    } else if (stanza.name === 'presence') room.onPresence(session, stanza);
    else if (stanza.name === 'message') room.onMessage(session, stanza);
    else await room.onIq(session, stanza);
  }

  async #enter(session: Session, stanza: Element, jid: string): Promise<void> {
    const opened = await this.#rooms.open(jid, session.user.id);
    if (session.ended) return;
    if (opened.kind === 'open') opened.room.onPresence(session, stanza);
    else session.send(errorReply(stanza, 'cancel', 'not-allowed', opened.message));
  }

  /** The focus (Jicofo in production) is asked first; it creates the room, so the gate speaks here already. */
  async #toFocus(session: Session, iq: Element, request: Element): Promise<void> {
    const room = parseAddress(attribute(request, 'room') ?? '');
    if (room.host !== this.#addresses.muc || !isAllowed(session, room.bare)) {
      session.send(errorReply(iq, 'auth', 'not-authorized', MISMATCH));
      return;
    }
    const opened = await this.#rooms.open(room.bare, session.user.id);
    if (opened.kind === 'refused') {
      const reservationError = xml('reservation-error', {
        xmlns: NS.focus,
        'error-code': String(opened.code),
      });
      session.send(errorReply(iq, 'cancel', 'service-unavailable', opened.message, reservationError));
      return;
    }
    session.send(
      resultReply(
        iq,
        this.#addresses.focus,
        xml(
          'conference',
          {
            xmlns: NS.focus,
            ready: 'true',
            focusjid: `focus@auth.${this.#addresses.domain}`,
            room: room.bare,
          },
          xml('property', { name: 'authentication', value: 'false' }),
        ),
      ),
    );
  }

  #serverAnswer(iq: Element): Element {
    const from = attribute(iq, 'to') ?? this.#addresses.domain;
    if (iq.getChild('query', NS.discoInfo)) {
      const features = [NS.discoInfo, NS.discoItems, NS.ping, NS.externalServices];
      return resultReply(
        iq,
        from,
        xml(
          'query',
          { xmlns: NS.discoInfo },
          xml('identity', { category: 'server', type: 'im', name: 'local' }),
          ...features.map((name) => xml('feature', { var: name })),
        ),
      );
    }
    if (iq.getChild('query', NS.discoItems))
      return resultReply(iq, from, xml('query', { xmlns: NS.discoItems }));
    // No STUN or TURN on a loopback; without an answer the library would take its own list.
    if (iq.getChild('services', NS.externalServices)) {
      return resultReply(iq, from, xml('services', { xmlns: NS.externalServices }));
    }
    if (iq.getChild('ping', NS.ping) || iq.getChild('session', NS.session)) return resultReply(iq, from);
    return errorReply(iq, 'cancel', 'service-unavailable');
  }
}

const MISMATCH = 'Room and token mismatched';

function isAllowed(session: Session, roomJid: string): boolean {
  return parseAddress(roomJid).local === session.claims.room;
}

function isAnswer(stanza: Element): boolean {
  return attribute(stanza, 'type') === 'result' || attribute(stanza, 'type') === 'error';
}
