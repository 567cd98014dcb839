/** The checker finds each kind of harm in evidence that has it, and nothing in evidence that has none. */
import { describe, expect, it } from '@jest/globals';
import type { Evidence, InterviewEvidence, MessageEvidence } from './evidence.ts';
import { violations } from './invariants.ts';

const SECOND = 1_000;
const NOON = Date.UTC(2026, 5, 1, 12);

const message = (changes: Partial<MessageEvidence> & Pick<MessageEvidence, 'id'>): MessageEvidence => ({
  template: 'confirmation',
  recipientRole: 'candidate',
  status: 'sent',
  scheduleVersion: 0,
  timely: true,
  ...changes,
});

const invitation = message({ id: 'm2', template: 'invitation', recipientRole: 'interviewer' });

const booked: InterviewEvidence = {
  id: 'one',
  interviewerId: 'ida',
  status: 'scheduled',
  startsAt: NOON,
  endsAt: NOON + 2_700 * SECOND,
  roomName: 'room',
  scheduleVersion: 0,
  moves: [
    { from: null, to: 'held', actor: 'candidate' },
    { from: 'held', to: 'scheduled', actor: 'payment' },
  ],
  events: ['interview.held', 'interview.scheduled', 'payment.settled'],
  changes: [],
  messages: [message({ id: 'm1' }), invitation],
  payment: {
    status: 'settled',
    reference: 'pi_1',
    amountMinor: 9_000,
    refundReason: null,
    refundAmountMinor: null,
    chargedMinor: 9_000,
    refundedMinor: 0,
  },
  occupants: [],
};

const sound: Evidence = {
  interviews: [booked],
  mails: [
    { messageId: 'm1', acceptedAt: NOON },
    { messageId: 'm2', acceptedAt: NOON },
  ],
  charges: [{ reference: 'pi_1', interviewId: 'one', amountMinor: 9_000, refundedMinor: 0 }],
  acknowledged: [{ kind: 'booked', interviewId: 'one' }],
  due: [],
  explainedCopies: 0,
  handoverMs: 0,
};

const found = (changes: Partial<Evidence>): string[] => [
  ...new Set(violations({ ...sound, ...changes }).map(({ invariant }) => invariant)),
];
const withInterview = (changes: Partial<InterviewEvidence>): Partial<Evidence> => ({
  interviews: [{ ...booked, ...changes }],
});
const withPayment = (changes: Partial<NonNullable<InterviewEvidence['payment']>>): Partial<Evidence> =>
  withInterview({ payment: booked.payment && { ...booked.payment, ...changes } });

it('sound evidence has no violation', () => {
  expect(violations(sound)).toEqual([]);
});

describe('I1: paid, one room, one confirmation and one invitation', () => {
  const second = message({ id: 'm3' });

  it.each<[string, Partial<Evidence>]>([
    ['no confirmation', { mails: sound.mails.slice(1), ...withInterview({ messages: [invitation] }) }],
    [
      'two confirmations',
      {
        ...withInterview({ messages: [...booked.messages, second] }),
        mails: [...sound.mails, { messageId: 'm3', acceptedAt: NOON }],
      },
    ],
    ['no room', withInterview({ roomName: null })],
    ['the same mail twice, and nobody was killed', { mails: [...sound.mails, ...sound.mails.slice(1)] }],
  ])('is violated by %s', (_, changes) => {
    expect(found(changes)).toEqual(['I1']);
  });

  it('allows the same mail twice where a crash explains it', () => {
    expect(found({ mails: [...sound.mails, ...sound.mails.slice(1)], explainedCopies: 1 })).toEqual([]);
  });

  it('allows a booking to go untold whose mail the server refuses for good', () => {
    const refused = message({ id: 'm1', status: 'parked' });
    expect(
      found({ ...withInterview({ messages: [refused, invitation] }), mails: sound.mails.slice(1) }),
    ).toEqual([]);
  });

  it('is violated by a room and mails of what was never paid', () => {
    expect(found({ ...withInterview({ payment: null }), charges: [] })).toEqual(['I1']);
  });
});

it('I2 is violated by two live interviews of one interviewer at one time', () => {
  const other = {
    ...booked,
    id: 'two',
    messages: [],
    payment: null,
    roomName: null,
    startsAt: NOON + SECOND,
  };
  const held = {
    ...other,
    status: 'held' as const,
    moves: booked.moves.slice(0, 1),
    events: ['interview.held'],
  };
  expect(found({ interviews: [booked, held] })).toEqual(['I2']);
  expect(found({ interviews: [booked, { ...held, interviewerId: 'ivo' }] })).toEqual([]);
  expect(found({ interviews: [booked, { ...held, startsAt: booked.endsAt }] })).toEqual([]);
});

describe('I3: captured money is booked or goes back', () => {
  const charge = { reference: 'pi_1', interviewId: 'one', amountMinor: 9_000, refundedMinor: 0 };
  const refunded = { refundReason: 'cancelled', refundedMinor: 9_000 };

  it.each<[string, Partial<Evidence>]>([
    ['a charge that the ledger does not know', withPayment({ reference: null })],
    ['a charge of nobody', { charges: [...sound.charges, { ...charge, interviewId: 'none' }] }],
    ['a refund that the provider does not know', withPayment(refunded)],
    ['a refund that was asked for and never made', withPayment({ refundReason: 'cancelled' })],
    ['a charge that came twice', { charges: [...sound.charges, ...sound.charges] }],
  ])('is violated by %s', (_, changes) => {
    expect(found(changes)).toEqual(['I3']);
  });

  it('is violated by a refund that came twice', () => {
    const charges = [{ ...charge, refundedMinor: 18_000 }];
    expect(found({ ...withPayment({ ...refunded, refundedMinor: 18_000 }), charges })).toEqual(['I3']);
  });

  it('allows a part to go back, where a part was asked for', () => {
    const charges = [{ ...charge, refundedMinor: 4_500 }];
    const part = { refundReason: 'cancelled', refundAmountMinor: 4_500, refundedMinor: 4_500 };
    expect(found({ ...withPayment(part), charges })).toEqual([]);
  });
});

describe('I4: nothing is accepted for times that were changed', () => {
  const moved = {
    scheduleVersion: 1,
    changes: [{ version: 1, at: NOON }],
    events: [...booked.events, 'interview.rescheduled'],
  };
  const acceptedAt = (ms: number) => [
    { messageId: 'm1', acceptedAt: ms },
    { messageId: 'm2', acceptedAt: NOON },
  ];

  it('is violated by a mail of the times before, more than a second later', () => {
    expect(found({ ...withInterview(moved), mails: acceptedAt(NOON + SECOND) })).toEqual([]);
    expect(found({ ...withInterview(moved), mails: acceptedAt(NOON + SECOND + 1) })).toEqual(['I4']);
  });

  it('leaves out what does not speak of times', () => {
    const messages = [message({ id: 'm1', timely: false }), invitation];
    const late = acceptedAt(NOON + 60 * SECOND);
    expect(found({ ...withInterview({ ...moved, messages }), mails: late })).toEqual([]);
  });
});

describe('I5: legal moves, with history and events', () => {
  it.each<[string, Partial<InterviewEvidence>]>([
    ['a status without its move', { status: 'in-progress' }],
    ['a move without its event', { events: ['interview.held'] }],
    ['an event that came twice', { events: [...booked.events, 'interview.scheduled'] }],
    [
      'a new time without its row',
      { scheduleVersion: 1, events: [...booked.events, 'interview.rescheduled'] },
    ],
    [
      'a move that nobody may make',
      {
        moves: [
          { from: null, to: 'held', actor: 'candidate' },
          { from: 'held', to: 'scheduled', actor: 'candidate' },
        ],
      },
    ],
  ])('is violated by %s', (_, changes) => {
    expect(found(withInterview(changes))).toEqual(['I5']);
  });
});

it('I6 is violated by a row that is due for more than a minute', () => {
  const row = { kind: 'message', id: 'm1' };
  expect(found({ due: [{ ...row, overdueMs: 60_000 }] })).toEqual([]);
  expect(found({ due: [{ ...row, overdueMs: 60_001 }] })).toEqual(['I6']);
});

describe('I7: what was acknowledged is durable', () => {
  it.each<[string, Partial<Evidence>]>([
    ['a booking that is gone', { acknowledged: [{ kind: 'booked', interviewId: 'gone' }] }],
    ['a cancellation', { acknowledged: [{ kind: 'cancelled', interviewId: 'one', refundMinor: 0 }] }],
    ['a new time', { acknowledged: [{ kind: 'rescheduled', interviewId: 'one', version: 1 }] }],
    ['somebody in the room', { acknowledged: [{ kind: 'present', interviewId: 'one', occupantId: 'x' }] }],
    [
      'a mail that no server has',
      withInterview({ messages: [...booked.messages, message({ id: 'm4', template: 'reminder' })] }),
    ],
    ['a mail of no message', { mails: [...sound.mails, { messageId: 'm5', acceptedAt: NOON }] }],
  ])('is violated by the loss of %s', (_, changes) => {
    expect(found(changes)).toEqual(['I7']);
  });
});
