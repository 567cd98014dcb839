import { describe, expect, it } from '@jest/globals';
import { interviewStatuses, type InterviewStatus } from '@greenroom/contracts';
import fc from 'fast-check';
import {
  decideRoomAccess,
  reservationSeconds,
  roomRole,
  roomTokenLife,
  roomWindow,
  ROOM_TOKEN_SECONDS,
} from './room-access.ts';

const times = {
  scheduledAt: new Date('2026-05-04T10:00:00Z'),
  endsAt: new Date('2026-05-04T11:00:00Z'),
  instant: false,
};
const window = roomWindow(times);
const ask = (now: string, status: InterviewStatus = 'scheduled') =>
  decideRoomAccess({ status, role: 'candidate', window, now: new Date(now) });

describe("a room's window", () => {
  it('opens 15 minutes before the start and closes 15 minutes after the planned end', () => {
    expect(window).toEqual({
      opensAt: new Date('2026-05-04T09:45:00Z'),
      closesAt: new Date('2026-05-04T11:15:00Z'),
    });
  });

  it('opens at once for a booking for now', () => {
    expect(roomWindow({ ...times, instant: true }).opensAt).toEqual(times.scheduledAt);
  });
});

describe('room access', () => {
  it('is open inside the window, both edges exact', () => {
    expect(ask('2026-05-04T09:44:59.999Z')).toEqual({ kind: 'too-early', opensAt: window.opensAt });
    expect(ask('2026-05-04T09:45:00Z')).toEqual({ kind: 'open', as: 'participant' });
    expect(ask('2026-05-04T11:14:59.999Z', 'in-progress')).toEqual({ kind: 'open', as: 'participant' });
    expect(ask('2026-05-04T11:15:00Z', 'in-progress')).toEqual({ kind: 'over' });
  });

  it('makes only the interviewer a moderator', () => {
    expect(roomRole('interviewer')).toBe('moderator');
    expect(roomRole('candidate')).toBe('participant');
  });

  it.each(['held', 'expired'] as const)('knows no room of an interview that is %s', (status) => {
    expect(ask('2026-05-04T10:00:00Z', status)).toEqual({ kind: 'not-booked' });
  });

  it.each(['completed', 'cancelled', 'no-show'] as const)('is over once the interview is %s', (status) => {
    expect(ask('2026-05-04T10:00:00Z', status)).toEqual({ kind: 'over' });
  });

  it('never opens without a booking, before the window or after it, and never makes a candidate moderator', () => {
    const near = fc.date({
      min: new Date('2026-05-04T09:00:00Z'),
      max: new Date('2026-05-04T12:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...interviewStatuses),
        fc.constantFrom('candidate' as const, 'interviewer' as const),
        near,
        (status, role, now) => {
          const access = decideRoomAccess({ status, role, window, now });
          if (access.kind !== 'open') return;
          expect(['scheduled', 'in-progress']).toContain(status);
          expect(now >= window.opensAt && now < window.closesAt).toBe(true);
          expect(access.as === 'moderator').toBe(role === 'interviewer');

          const { notBefore, expiresAt } = roomTokenLife(now, window);
          expect(notBefore < now && now < expiresAt).toBe(true);
          expect(expiresAt <= window.closesAt).toBe(true);
          expect(expiresAt.getTime() - now.getTime()).toBeLessThanOrEqual(ROOM_TOKEN_SECONDS * 1000);
          expect(reservationSeconds(now, window)).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('a reservation', () => {
  it('lasts until the room closes', () => {
    expect(reservationSeconds(new Date('2026-05-04T10:15:00Z'), window)).toBe(3600);
    expect(reservationSeconds(new Date('2026-05-04T11:14:59.500Z'), window)).toBe(1);
    expect(reservationSeconds(new Date('2026-05-04T12:00:00Z'), window)).toBe(0);
  });
});
