import { randomUUID } from 'node:crypto';
import { type ParticipantRole, type PresenceEvent, routes } from '@greenroom/contracts';
import { signBody } from '../../src/conference/signature.ts';
import type { TestApplication } from './application.ts';
import { type Answer } from './client.ts';

/** What the room of an interview is known by. */
export interface RoomOf {
  readonly id: string;
  readonly roomName: string;
  readonly endsAt: Date;
}

/** Narrows a row of the tables to one that has a room. */
export function roomOf({
  id,
  roomName,
  endsAt,
}: {
  id: string;
  roomName: string | null;
  endsAt: Date;
}): RoomOf {
  if (roomName === null) throw new Error('This interview has no room');
  return { id, roomName, endsAt };
}

type EventWish = Partial<Pick<PresenceEvent, 'id' | 'sequence'>> & {
  /** Seconds after the first moment of the room's time. */
  readonly second?: number;
  readonly occupantId?: string;
};

/** The signalling server as the API knows it: it signs what it reports, and asks with the shared secret. */
export class Signalling {
  private readonly application: TestApplication;
  private readonly room: RoomOf;
  private readonly begin: Date;
  private sequence = 0;

  /** @param begin First moment of the room's time; now, unless said. */
  constructor(application: TestApplication, room: RoomOf, begin: Date = application.clock.now()) {
    this.application = application;
    this.room = room;
    this.begin = begin;
  }

  /** The instant of a second of the room's time. */
  at(second: number): Date {
    return new Date(this.begin.getTime() + second * 1000);
  }

  joined = (side: ParticipantRole, wish: EventWish = {}) => this.event('occupant-joined', side, wish);
  left = (side: ParticipantRole, wish: EventWish = {}) => this.event('occupant-left', side, wish);
  created = (wish: EventWish = {}) => this.event('room-created', null, wish);
  destroyed = (wish: EventWish = {}) => this.event('room-destroyed', null, wish);

  report(...events: PresenceEvent[]): Promise<Answer<{ accepted: number }>> {
    return this.send(routes.reportPresence.path, { events });
  }

  /** The server began anew at a second of the room's time, after a crash that told of nothing. */
  started(second: number, shard?: string): Promise<Answer<{ closed: number }>> {
    return this.send(routes.reportSignallingStart.path, { startedAt: this.at(second).toISOString(), shard });
  }

  private send<T>(path: string, report: unknown): Promise<Answer<T>> {
    const body = JSON.stringify(report);
    const { CONFERENCE_SECRET } = this.application.environment;
    return this.application.visitor().send('POST', path, body, {
      'x-greenroom-signature': signBody(body, CONFERENCE_SECRET, this.application.clock.now()),
    });
  }

  private event(type: PresenceEvent['type'], side: ParticipantRole | null, wish: EventWish): PresenceEvent {
    const { id = randomUUID(), second = 0, sequence = (this.sequence += 1), occupantId = side ?? '' } = wish;
    return {
      id,
      sequence,
      type,
      room: this.room.roomName,
      occurredAt: this.at(second).toISOString(),
      ...(side && {
        occupant: {
          id: occupantId,
          userId: `${side}-${this.room.id}`,
          name: side,
          role: side === 'interviewer' ? ('moderator' as const) : ('participant' as const),
        },
      }),
    };
  }
}

/** Asks the reservation gate as Jitsi's module does: form-encoded, with the shared secret, and the name of the shard where there are several. */
export async function askGate(
  application: TestApplication,
  method: 'POST' | 'GET' | 'DELETE',
  target: string,
  { secret = application.environment.CONFERENCE_SECRET, shard = '' } = {},
): Promise<{ status: number; body: unknown }> {
  const base = `${application.url}/api/conference/reservation/conference`;
  const response = await fetch(method === 'POST' ? base : `${base}/${target}`, {
    method,
    headers: { authorization: `Bearer ${secret}` },
    ...(method === 'POST' && {
      body: new URLSearchParams({
        name: target,
        start_time: application.clock.now().toISOString(),
        mail_owner: 'someone@meet.jitsi',
        ...(shard && { shard }),
      }),
    }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}
