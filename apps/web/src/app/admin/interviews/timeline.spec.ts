import { describe, expect, it } from '@jest/globals';
import type { InterviewDetail } from '@greenroom/contracts';
import { balanceOf, groupByDay, timelineOf } from './timeline';

const at = (time: string) => `2026-11-25T${time}:00.000Z`;

const message = (id: string, createdAt: string): InterviewDetail['messages'][number] => ({
  id,
  template: 'invitation',
  recipient: 'ida@specialists.example',
  status: 'sent',
  attempts: 1,
  lastError: null,
  sentAt: createdAt,
  createdAt,
});

const story = {
  history: [
    { from: null, to: 'held', actor: 'candidate', reason: 'Booked', at: at('09:00') },
    { from: 'held', to: 'scheduled', actor: 'payment', reason: 'Paid', at: at('09:02') },
  ],
  ledger: [
    {
      kind: 'charge',
      amountMinor: 4900,
      currency: 'EUR',
      reason: 'booking',
      providerReference: 'pi_1',
      at: at('09:02'),
    },
  ],
  messages: [message('m1', at('09:02'))],
  presence: [
    { role: 'candidate', joinedAt: at('23:58'), leftAt: null },
    { role: 'interviewer', joinedAt: at('10:00'), leftAt: at('10:30') },
  ],
} as const;
// Only what the timeline reads.
const interview = story as unknown as InterviewDetail;

describe('the timeline of an interview', () => {
  it('tells everything in the order in which it happened, causes before effects', () => {
    expect(timelineOf(interview).map(({ kind }) => kind)).toEqual([
      'transition',
      'transition',
      'money',
      'message',
      'presence',
      'presence',
    ]);
  });

  it('is grouped by the reader’s days', () => {
    const inTokyo = (instant: string) =>
      new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' }).format(new Date(instant));
    expect(
      groupByDay(timelineOf(interview), inTokyo).map(({ day, entries }) => [day, entries.length]),
    ).toEqual([
      ['2026-11-25', 5],
      ['2026-11-26', 1],
    ]);
  });

  it('says what is left of the money', () => {
    const [charge] = story.ledger;
    const refund = { ...charge, kind: 'refund', amountMinor: 900 } as const;
    expect(balanceOf([charge, refund])).toEqual({ charged: 4900, refunded: 900, kept: 4000 });
    const failed = { ...refund, kind: 'refund-failed' } as const;
    expect(balanceOf([charge, refund, failed])).toEqual({ charged: 4900, refunded: 0, kept: 4900 });
  });
});
