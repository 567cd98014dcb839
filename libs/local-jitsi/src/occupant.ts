import { NS } from './namespaces.ts';
import type { ReportedOccupant } from './presence-reporter.ts';
import type { Session } from './session.ts';
import { childElements, copyOf, xml, type Element } from './stanza.ts';

type Affiliation = 'owner' | 'none';

/** One entry of a person in a room. The role comes from the token alone and never changes. */
export interface Occupant {
  readonly nick: string;
  readonly session: Session;
  readonly affiliation: Affiliation;
  readonly role: 'moderator' | 'participant';
  /** Milliseconds since the epoch, UTC. */
  readonly joinedAt: number;
  /** The latest presence, stamped with the verified identity. */
  presence: Element;
}

export function createOccupant(
  nick: string,
  session: Session,
  presence: Element,
  joinedAt: number,
): Occupant {
  const isModerator = session.user.moderator;
  return {
    nick,
    session,
    affiliation: isModerator ? 'owner' : 'none',
    role: isModerator ? 'moderator' : 'participant',
    joinedAt,
    presence: stampedPresence(session, presence),
  };
}

export function toReported({ nick, session, role }: Occupant): ReportedOccupant {
  return { id: nick, userId: session.user.id, name: session.user.name, role };
}

/** What only the server may say in a presence; the client's own version of it is dropped. */
const SERVER_ONLY = new Set(['identity', 'x', 'flip_device', 'delay']);

/** The client's presence with the identity of the token put into it. */
export function stampedPresence({ user }: Session, presence: Element): Element {
  const own = childElements(presence).filter((child) => !SERVER_ONLY.has(child.getName()));
  return xml(
    'presence',
    {},
    ...own.map(copyOf),
    xml('identity', {}, xml('user', {}, xml('id', {}, user.id), xml('name', {}, user.name))),
  );
}

/** An occupant's presence as somebody in the room gets it (XEP-0045, 7.2). */
export function availablePresence(roomJid: string, occupant: Occupant, isOwn: boolean): Element {
  const presence = copyOf(occupant.presence);
  presence.attrs.from = `${roomJid}/${occupant.nick}`;
  presence.cnode(
    xml(
      'x',
      { xmlns: NS.mucUser },
      xml('item', { affiliation: occupant.affiliation, role: occupant.role, jid: occupant.session.jid }),
      ...(isOwn ? ['100', '110'] : []).map(status),
    ),
  );
  return presence;
}

/** Why somebody is no longer in the room. */
export type Departure =
  | { readonly kind: 'left'; readonly status?: Element | undefined }
  | { readonly kind: 'kicked'; readonly by: string; readonly reason: string }
  /** A newer entry of the same person. Jitsi's own sign for it is `flip_device`. */
  | { readonly kind: 'replaced' }
  | { readonly kind: 'room-destroyed'; readonly reason: string };

/** The farewell as somebody in the room gets it (XEP-0045, 7.14, 8.2, 10.9). */
export function unavailablePresence(
  roomJid: string,
  occupant: Occupant,
  departure: Departure,
  isOwn: boolean,
): Element {
  const item = xml('item', { affiliation: occupant.affiliation, role: 'none', jid: occupant.session.jid });
  const statuses = isOwn ? ['110'] : [];
  const extras: Element[] = [];
  if (departure.kind === 'kicked') {
    statuses.unshift('307');
    item.cnode(xml('actor', { nick: departure.by }));
    item.cnode(xml('reason', {}, departure.reason));
  }
  // Only the replaced client is told; for the others the person has simply come back.
  if (departure.kind === 'replaced' && isOwn) {
    statuses.unshift('307');
    item.cnode(xml('reason', {}, 'replaced'));
    extras.push(xml('flip_device'));
  }
  if (departure.kind === 'left' && departure.status) extras.push(copyOf(departure.status));
  const destroy =
    departure.kind === 'room-destroyed' ? xml('destroy', {}, xml('reason', {}, departure.reason)) : null;
  return xml(
    'presence',
    { type: 'unavailable', from: `${roomJid}/${occupant.nick}` },
    ...extras,
    xml('x', { xmlns: NS.mucUser }, item, destroy, ...statuses.map(status)),
  );
}

function status(code: string): Element {
  return xml('status', { code });
}
