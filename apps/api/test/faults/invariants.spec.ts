/** The checker finds each kind of harm in evidence that has it, and nothing in evidence that has none. */
import { describe, expect, it } from '@jest/globals';
import type { Disturbance } from './disturbances.ts';
import type { CallEvidence, Evidence, InterviewEvidence, MessageEvidence, TryEvidence } from './evidence.ts';
import { violations } from './invariants.ts';

const SECOND = 1_000;
const NOON = Date.UTC(2026, 5, 1, 12);

/** A try, from a second before noon on. */
const tried = (changes: Partial<TryEvidence> = {}): TryEvidence => ({
  rowId: 'm1',
  owner: 'worker-0.1',
  claimedAt: NOON - SECOND,
  endedAt: NOON,
  outcome: 'sent',
  ...changes,
});

const message = (changes: Partial<MessageEvidence> & Pick<MessageEvidence, 'id'>): MessageEvidence => ({
  template: 'confirmation',
  recipientRole: 'candidate',
  status: 'sent',
  scheduleVersion: 0,
  timely: true,
  tries: [tried({ rowId: changes.id })],
  ...changes,
});

const invitation = message({ id: 'm2', template: 'invitation', recipientRole: 'interviewer' });

const call: CallEvidence = { id: 'c1', event: 'interview.scheduled', status: 'delivered', tries: [] };

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
  calls: [call],
  payment: {
    status: 'settled',
    reference: 'pi_1',
    amountMinor: 9_000,
    refundReason: null,
    refundAmountMinor: null,
    chargedMinor: 9_000,
    refundedMinor: 0,
  },
  stays: [],
};

const sound: Evidence = {
  interviews: [booked],
  mails: [
    { messageId: 'm1', acceptedAt: NOON },
    { messageId: 'm2', acceptedAt: NOON },
  ],
  receipts: [{ callId: 'c1', isAnswered: true }],
  charges: [{ reference: 'pi_1', interviewId: 'one', amountMinor: 9_000, refundedMinor: 0 }],
  acknowledged: [{ kind: 'booked', interviewId: 'one' }],
  due: [],
  disturbances: [],
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
    [
      'the same mail twice, and nothing came upon its try',
      { mails: [...sound.mails, ...sound.mails.slice(1)] },
    ],
    ['the same call taken twice', { receipts: [...sound.receipts, ...sound.receipts] }],
    [
      'two calls about one booking',
      withInterview({ calls: [call, { ...call, id: 'c2', status: 'queued' }] }),
    ],
    ['no call about a booking', { ...withInterview({ calls: [] }), receipts: [] }],
  ])('is violated by %s', (_, changes) => {
    expect(found(changes)).toEqual(['I1']);
  });

  describe('the same again', () => {
    const mails = [...sound.mails, { messageId: 'm1', acceptedAt: NOON + 90 * SECOND }];
    const givenUp = tried({ endedAt: null, outcome: null });
    const again = tried({ claimedAt: NOON + 89 * SECOND, endedAt: NOON + 90 * SECOND });
    const killed: Disturbance = { kind: 'ended', owner: 'worker-0.1', from: NOON, to: Infinity };
    const afterTries = (tries: readonly TryEvidence[], ...disturbances: Disturbance[]) =>
      found({
        mails,
        disturbances,
        ...withInterview({ messages: [message({ id: 'm1', tries }), invitation] }),
      });

    it('is allowed for a mail whose worker was killed with it in hand', () => {
      expect(afterTries([givenUp, again], killed)).toEqual([]);
      expect(afterTries([givenUp, again])).toEqual(['I1']);
      expect(afterTries([givenUp, again], { ...killed, owner: 'worker-1.1' })).toEqual(['I1']);
      expect(afterTries([givenUp, again], { ...killed, from: NOON + 90 * SECOND })).toEqual(['I1']);
      expect(afterTries([givenUp, again], { ...killed, to: NOON - 2 * SECOND })).toEqual(['I1']);
    });

    it('is allowed for a mail that the server took without a word', () => {
      const failed = tried({ outcome: 'queued' });
      const silent: Disturbance = { kind: 'unanswered', owner: null, from: NOON - 2 * SECOND, to: NOON };
      expect(afterTries([failed, again], silent)).toEqual([]);
      expect(afterTries([failed, again], killed)).toEqual(['I1']);
    });

    it('is allowed for a call that was taken without an answer', () => {
      const receipts = [{ callId: 'c1', isAnswered: false }, ...sound.receipts];
      expect(found({ receipts })).toEqual([]);
      expect(found({ receipts: [...receipts, ...sound.receipts] })).toEqual(['I1']);
    });
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
    calls: [],
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

describe('I4: nothing is handed over for times that were changed', () => {
  const change = { version: 1, startsAt: NOON, committedBy: NOON };
  const moved = {
    scheduleVersion: 1,
    changes: [change],
    events: [...booked.events, 'interview.rescheduled'],
    calls: [call, { id: 'c2', event: 'interview.rescheduled', status: 'queued', tries: [] }],
  };
  const mails = [
    { messageId: 'm1', acceptedAt: NOON + 9 * SECOND },
    { messageId: 'm2', acceptedAt: NOON },
  ];
  const triedFrom = (claimedAt: number, changes: Partial<MessageEvidence> = {}) => {
    const own = tried({ claimedAt, endedAt: NOON + 10 * SECOND });
    return found({
      ...withInterview({ ...moved, messages: [message({ id: 'm1', tries: [own], ...changes }), invitation] }),
      mails,
    });
  };

  it('is violated by a mail of the times before whose try began after the change', () => {
    expect(triedFrom(NOON)).toEqual([]);
    expect(triedFrom(NOON + 1)).toEqual(['I4']);
  });

  it('leaves out what does not speak of times', () => {
    expect(triedFrom(NOON + 1, { timely: false })).toEqual([]);
  });

  it('leaves out what an earlier try may have brought, whose worker does not say', () => {
    const silent = tried({ endedAt: null, outcome: null });
    const own = tried({ claimedAt: NOON + 1, endedAt: NOON + 10 * SECOND });
    expect(triedFrom(NOON + 1, { tries: [silent, own] })).toEqual([]);
  });
});

describe('I5: legal moves, with history and events', () => {
  it.each<[string, Partial<InterviewEvidence>]>([
    ['a status without its move', { status: 'in-progress' }],
    ['a move without its event', { events: ['interview.held'] }],
    ['an event that came twice', { events: [...booked.events, 'interview.scheduled'] }],
    [
      'a new time without its row',
      {
        scheduleVersion: 1,
        events: [...booked.events, 'interview.rescheduled'],
        calls: [call, { ...call, id: 'c2', event: 'interview.rescheduled', status: 'queued' }],
      },
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
  const present = { kind: 'present', interviewId: 'one', occupantId: 'x', joinedAt: NOON } as const;

  it.each<[string, Partial<Evidence>]>([
    ['a booking that is gone', { acknowledged: [{ kind: 'booked', interviewId: 'gone' }] }],
    ['a cancellation', { acknowledged: [{ kind: 'cancelled', interviewId: 'one', refundMinor: 0 }] }],
    [
      'a new time',
      { acknowledged: [{ kind: 'rescheduled', interviewId: 'one', version: 1, startsAt: NOON }] },
    ],
    ['somebody in the room', { acknowledged: [present] }],
    [
      'how often somebody came',
      { acknowledged: [present], ...withInterview({ stays: [present, { ...present, joinedAt: NOON + 1 }] }) },
    ],
    ['a call that no server has', { receipts: [] }],
    ['a call of no row', { receipts: [...sound.receipts, { callId: 'c9', isAnswered: true }] }],
    [
      'a mail that no server has',
      withInterview({ messages: [...booked.messages, message({ id: 'm4', template: 'reminder' })] }),
    ],
    ['a mail of no message', { mails: [...sound.mails, { messageId: 'm5', acceptedAt: NOON }] }],
  ])('is violated by the loss of %s', (_, changes) => {
    expect(found(changes)).toEqual(['I7']);
  });
});
