import { randomUUID } from 'node:crypto';
import { defaultPolicy, type InterviewStatus } from '@greenroom/contracts';
import type { Prisma } from '../../src/generated/prisma/client.ts';
import { createRoomName } from '../../src/interviews/room-name.ts';
import type { TestApplication } from './application.ts';

type Changes<T> = Partial<T>;

export function createInterviewType(
  application: TestApplication,
  changes: Changes<Prisma.InterviewTypeCreateInput> = {},
) {
  return application.database.client.interviewType.create({
    data: {
      slug: `type-${randomUUID()}`,
      name: 'Technical interview',
      description: 'An hour with a specialist',
      durationMinutes: 45,
      priceMinor: 9_000,
      currency: 'EUR',
      policy: defaultPolicy,
      ...changes,
    },
  });
}

/** An interviewer who works around the clock, unless said. */
export function createInterviewer(
  application: TestApplication,
  changes: Changes<Prisma.InterviewerCreateInput> = {},
) {
  return application.database.client.interviewer.create({
    data: {
      name: 'Ida Interviewer',
      email: `${randomUUID()}@specialists.example`,
      headline: 'Engineering manager',
      specialties: ['Backend'],
      timeZone: 'Europe/Berlin',
      bufferMinutes: 0,
      minimumNoticeMinutes: 0,
      weeklyHours: {
        create: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, endMinute: 1440 })),
      },
      ...changes,
    },
  });
}

export interface InterviewWish {
  readonly candidateId: string;
  readonly status?: InterviewStatus;
  /** Minutes from the application's now; negative for the past. */
  readonly startsInMinutes?: number;
  readonly interviewerId?: string;
  readonly changes?: Changes<Prisma.InterviewUncheckedCreateInput>;
}

/** An interview in any status, written straight into the tables with what such an interview has. */
export async function createInterview(application: TestApplication, wish: InterviewWish) {
  const { candidateId, status = 'scheduled', startsInMinutes = 0, changes = {} } = wish;
  const type = await createInterviewType(application);
  const interviewerId = wish.interviewerId ?? (await createInterviewer(application)).id;
  const scheduledAt = new Date(application.clock.now().getTime() + startsInMinutes * 60_000);
  const hasRoom = ['scheduled', 'in-progress', 'completed'].includes(status);
  return application.database.client.interview.create({
    data: {
      candidateId,
      interviewerId,
      interviewTypeId: type.id,
      typeName: type.name,
      durationMinutes: type.durationMinutes,
      priceMinor: type.priceMinor,
      currency: type.currency,
      policy: defaultPolicy,
      jobRole: 'Backend engineer',
      experienceLevel: 'mid',
      focus: 'technical',
      status,
      scheduledAt,
      endsAt: new Date(scheduledAt.getTime() + type.durationMinutes * 60_000),
      holdExpiresAt: status === 'held' ? new Date(application.clock.now().getTime() + 600_000) : null,
      roomName: hasRoom ? createRoomName() : null,
      candidateTimeZone: 'America/New_York',
      candidateLocale: 'en',
      idempotencyKey: randomUUID(),
      ...changes,
    },
  });
}
