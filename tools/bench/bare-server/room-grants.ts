import { createHmac } from 'node:crypto';
import { decideRoomAccess, roomTokenLife, roomWindow } from '@greenroom/domain';
import type { InterviewStatus } from '@greenroom/contracts';
import { type Answer, type Call, REFUSED } from './routing.ts';
import { accountOf } from './session.ts';

type Room = {
  readonly id: string;
  readonly status: InterviewStatus;
  readonly candidateId: string;
  readonly candidateName: string;
  readonly instant: boolean;
  readonly scheduledAt: Date;
  readonly endsAt: Date;
};

/** `POST /api/rooms/:roomName/grants` for the candidate: session, room, token. */
export async function grantRoom(call: Call): Promise<Answer> {
  const { url, pool, environment } = call;
  const account = await accountOf(call);
  const roomName = url.pathname.split('/')[3];
  const { rows } = await pool.query<Room>(
    `SELECT i.id, i.status, i.candidate_id AS "candidateId", c.name AS "candidateName", i.instant,
            i.scheduled_at AS "scheduledAt", i.ends_at AS "endsAt"
     FROM interview i JOIN "user" c ON c.id = i.candidate_id JOIN interviewer s ON s.id = i.interviewer_id
     WHERE i.room_name = $1`,
    [roomName],
  );
  const [room] = rows;
  if (!room || roomName === undefined || room.candidateId !== account?.id) return REFUSED;
  const now = new Date();
  const window = roomWindow(room);
  const access = decideRoomAccess({ status: room.status, role: 'candidate', window, now });
  if (access.kind !== 'open') return REFUSED;
  const life = roomTokenLife(now, window);
  const exp = Math.floor(life.expiresAt.getTime() / 1000);
  const userId = `candidate-${room.id}`;
  const token = sign(environment.JITSI_APP_SECRET, {
    aud: environment.JITSI_APP_ID,
    iss: environment.JITSI_APP_ID,
    sub: environment.JITSI_DOMAIN,
    room: roomName,
    nbf: Math.floor(life.notBefore.getTime() / 1000),
    exp,
    context: { user: { id: userId, name: room.candidateName, moderator: false }, features: {} },
  });
  const domain = environment.JITSI_DOMAIN;
  return {
    status: 201,
    body: {
      token,
      expiresAt: new Date(exp * 1000).toISOString(),
      roomName,
      domain,
      mucDomain: `muc.${domain}`,
      recorderDomain: null,
      focus: `focus.${domain}`,
      serviceUrl: environment.JITSI_WEBSOCKET_URL,
      libraryUrl: environment.JITSI_LIBRARY_URL,
      peerToPeer: environment.JITSI_PEER_TO_PEER,
      iceServers: [],
      role: access.as,
      userId,
      displayName: room.candidateName,
    },
  };
}

/** A JWT signed with HMAC-SHA256 (RFC 7515, compact serialization). */
function sign(secret: string, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT', kid: 'greenroom' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
