import { z } from 'zod';

/** What the API grants for a room; the wire format is that of Jitsi's `mod_reservations`. */
export interface Reservation {
  readonly id: string;
  /** When the room must end, milliseconds since the epoch, UTC. */
  readonly endsAt: number;
  /** Null when any number of people may enter. */
  readonly maxOccupants: number | null;
}

type GateAnswer =
  | { readonly kind: 'granted'; readonly reservation: Reservation }
  | { readonly kind: 'refused'; readonly code: number; readonly message: string };

/** Asks before a room is created, and tells when it is gone. */
export interface ReservationGate {
  /** @param owner e-mail or id of who opens the room */
  reserve(room: string, owner: string): Promise<GateAnswer>;
  release(reservationId: string): Promise<void>;
}

const reservationBody = z.object({
  id: z.coerce.string().min(1),
  name: z.string(),
  start_time: z.iso.datetime({ offset: true }),
  duration: z.coerce.number().positive(),
  max_occupants: z.coerce.number().int().positive().nullish(),
});

const conflictBody = z.object({ conflict_id: z.coerce.string().min(1) });
/** `mod_reservations` reads `message`; the API's own errors carry it one level deeper. */
const refusalBody = z.union([
  z.object({ message: z.string() }),
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error),
]);

/** Longest wait for the API, milliseconds: the person is looking at "connecting" meanwhile. */
const TIMEOUT_MS = 5000;

export interface HttpGateOptions {
  /** Base of the reservation API, without `/conference`. */
  readonly baseUrl: string;
  readonly secret: string;
  /** How this server calls itself where there are several; undefined where it is alone. */
  readonly shard: string | undefined;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
}

/** The gate over HTTP, form-encoded and authorised as Prosody's module does it. */
export function createHttpReservationGate({ baseUrl, secret, shard, now }: HttpGateOptions): ReservationGate {
  const request = (path: string, init: { method?: string; body?: URLSearchParams } = {}): Promise<Response> =>
    fetch(`${baseUrl}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });

  const toAnswer = async (response: Response, room: string): Promise<GateAnswer> => {
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) {
      const refusal = refusalBody.safeParse(body);
      const message = refusal.success
        ? refusal.data.message
        : `The room could not be reserved (${response.status})`;
      return { kind: 'refused', code: response.status, message };
    }
    const granted = reservationBody.safeParse(body);
    if (!granted.success || granted.data.name.toLowerCase() !== room) return unusable();
    const { id, start_time: start, duration, max_occupants: maxOccupants } = granted.data;
    const endsAt = Date.parse(start) + duration * 1000;
    if (endsAt <= now()) return { kind: 'refused', code: 403, message: 'The reserved time is over' };
    return { kind: 'granted', reservation: { id, endsAt, maxOccupants: maxOccupants ?? null } };
  };

  return {
    async reserve(room, owner) {
      try {
        const response = await request('/conference', {
          method: 'POST',
          body: new URLSearchParams({
            name: room,
            start_time: new Date(now()).toISOString(),
            mail_owner: owner,
            ...(shard !== undefined && { shard }),
          }),
        });
        if (response.status !== 409) return await toAnswer(response, room);
        const conflict = conflictBody.safeParse(await response.json().catch(() => null));
        if (!conflict.success) return unusable();
        const existing = await request(`/conference/${encodeURIComponent(conflict.data.conflict_id)}`);
        return await toAnswer(existing, room);
      } catch {
        return { kind: 'refused', code: 503, message: 'The reservation service cannot be reached' };
      }
    },
    async release(reservationId) {
      // Best effort: the API also learns the end of the room from the presence events.
      await request(`/conference/${encodeURIComponent(reservationId)}`, { method: 'DELETE' }).catch(
        () => undefined,
      );
    },
  };
}

function unusable(): GateAnswer {
  return { kind: 'refused', code: 502, message: 'The reservation service gave no usable answer' };
}
