import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '@greenroom/contracts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview, createInterviewer } from '../support/builders.ts';
import { createHistory, planOf, statementsOf } from '../support/statements.ts';

describe("the administrators' view", () => {
  let application: TestApplication;
  let admin: AccountClient;
  let candidate: AccountClient;

  beforeAll(async () => {
    application = await startApplication();
    admin = await application.admin();
    candidate = await application.candidate('Cleo Candidate');
  });
  afterAll(() => application.stop());

  const createMessage = async (status: string) => {
    const { id: interviewId } = await createInterview(application, { candidateId: candidate.accountId });
    return application.database.client.message.create({
      data: {
        interviewId,
        dedupeKey: randomUUID(),
        template: 'invitation',
        recipientRole: 'interviewer',
        recipient: 'ines@specialists.example',
        scheduleVersion: 0,
        status,
        attempts: 5,
        lastError: '550 no such user',
      },
    });
  };

  describe('of interviews', () => {
    it('goes through all of them page by page, newest start first, without a gap or a repetition', async () => {
      const { id: interviewerId } = await createInterviewer(application);
      for (let day = 1; day <= 5; day += 1) {
        await createInterview(application, {
          candidateId: candidate.accountId,
          interviewerId,
          startsInMinutes: day * 1440,
        });
      }
      // Two that start at the same instant: the id decides.
      const startsInMinutes = 3 * 1440;
      await createInterview(application, { candidateId: candidate.accountId, startsInMinutes });
      await createInterview(application, { candidateId: candidate.accountId, startsInMinutes });
      const seen: { id: string; scheduledAt: string }[] = [];
      let cursor: string | undefined;
      do {
        const page = await admin.call(routes.adminListInterviews, { query: { limit: 2, cursor } });
        expect(page.items.length).toBeLessThanOrEqual(2);
        seen.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);

      const all = await application.database.client.interview.findMany({ select: { id: true } });
      expect(seen.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
      const starts = seen.map(({ scheduledAt }) => scheduledAt);
      expect(starts).toEqual([...starts].sort().reverse());
    });

    it('is narrowed by status', async () => {
      const { id } = await createInterview(application, {
        candidateId: candidate.accountId,
        status: 'cancelled',
      });
      const { items } = await admin.call(routes.adminListInterviews, { query: { status: 'cancelled' } });
      expect(items.map((item) => item.id)).toEqual([id]);
    });

    it('is narrowed to those with a message that was refused', async () => {
      const refused = await createMessage('parked');
      await createMessage('sent');
      const { items } = await admin.call(routes.adminListInterviews, { query: { messages: 'parked' } });
      expect(items.map((item) => item.id)).toEqual([refused.interviewId]);
      const none = await admin.call(routes.adminListInterviews, {
        query: { messages: 'parked', status: 'cancelled' },
      });
      expect(none.items).toEqual([]);
    });

    it('shows both people with their addresses', async () => {
      const { items } = await admin.call(routes.adminListInterviews, { query: { limit: 1 } });
      expect(items[0]).toMatchObject({
        candidateName: 'Cleo Candidate',
        candidateEmail: candidate.email,
        interviewerName: 'Ida Interviewer',
        paymentStatus: 'none',
      });
    });

    it.each([
      'nonsense',
      ...[
        '2027-01-01T00:00:00Z',
        `2027-01-01T00:00:00.000Z ${'-'.repeat(36)}`,
        `+275760-09-13T00:00:00.000Z ${randomUUID()}`,
        `0000-01-01T00:00:00.000Z ${randomUUID()}`,
        `2027-01-01T00:00:00.000Z ${randomUUID()} more`,
      ].map((text) => Buffer.from(text).toString('base64url')),
      '%00',
    ])('refuses the invented cursor %s', async (cursor) => {
      const refusal = await admin.refused(routes.adminListInterviews, { query: { cursor } });
      expect(refusal).toMatchObject({ status: 400, code: 'invalid-request' });
    });
  });

  describe('of a long history', () => {
    it.each([
      ['all', {}],
      ['one status', { status: 'completed' }],
    ] as const)('finds a page far back by an index: %s', async (_, filter) => {
      await createInterview(application, { candidateId: candidate.accountId });
      await createHistory(application, 20_000);
      const first = await admin.call(routes.adminListInterviews, { query: { ...filter, limit: 100 } });
      const query = { ...filter, limit: 20, cursor: first.nextCursor ?? undefined };
      const statements = await statementsOf(() => admin.call(routes.adminListInterviews, { query }));
      const plan = await planOf(application, statements, 'ORDER BY');
      expect(plan).toMatch(/Index Scan Backward/);
      expect(plan).toMatch(/Index Cond: .*scheduled_at <=/);
      expect(plan).not.toMatch(/Seq Scan on interview|Sort Key/);
    });
  });

  describe('of one interview', () => {
    it('tells its whole story in order', async () => {
      const { client } = application.database;
      const { id: interviewId } = await createInterview(application, { candidateId: candidate.accountId });
      const at = (minute: number) => new Date(Date.UTC(2027, 0, 11, 9, minute));
      await client.interviewTransition.createMany({
        data: [
          { interviewId, toStatus: 'held', actor: 'candidate', cause: 'booked', at: at(0) },
          {
            interviewId,
            fromStatus: 'held',
            toStatus: 'scheduled',
            actor: 'payment',
            cause: 'paid',
            at: at(1),
          },
        ],
      });
      await client.payment.create({
        data: {
          interviewId,
          provider: 'stripe',
          amountMinor: 9_000,
          currency: 'EUR',
          status: 'settled',
          ledger: {
            create: {
              kind: 'charge',
              amountMinor: 9_000,
              currency: 'EUR',
              reason: 'Paid',
              providerReference: 'pi_story',
              at: at(1),
            },
          },
        },
      });
      await client.occupancy.createMany({
        data: [
          { interviewId, occupantId: 'b', role: 'candidate', joinedAt: at(6), leftAt: null },
          { interviewId, occupantId: 'a', role: 'interviewer', joinedAt: at(5), leftAt: at(50) },
        ],
      });

      await client.outboxEvent.createMany({
        data: [
          ['person.joined', { role: 'candidate', at: at(6).toISOString() }],
          ['outcome.decided', { outcome: 'delivered', previous: 'no-show-both', by: 'admin' }],
          ['feedback.submitted', {}],
        ].map(([type, payload]) => ({
          type: type as string,
          payload: payload as object,
          interviewId,
          occurredAt: at(51),
          dispatchedAt: at(51),
          nextAttemptAt: at(51),
        })),
      });
      await client.adminTask.create({
        data: {
          interviewId,
          kind: 'appeal',
          openedBy: 'candidate',
          text: 'I was there',
          openedAt: at(52),
          resolvedAt: at(53),
          resolvedBy: admin.accountId,
          note: 'We have seen it',
        },
      });
      const endpoint = await client.webhookEndpoint.create({
        data: { name: 'CRM', url: 'https://crm.example/hook', secret: 'not shown', createdAt: at(0) },
      });
      await client.webhookDelivery.create({
        data: {
          endpointId: endpoint.id,
          interviewId,
          event: 'interview.completed',
          payload: { secret: 'not shown' },
          dedupeKey: randomUUID(),
          status: 'parked',
          attempts: 8,
          lastStatus: 503,
          lastError: 'answer-refused',
          createdAt: at(54),
        },
      });

      const detail = await admin.call(routes.adminGetInterview, { params: { interviewId } });
      expect(JSON.stringify(detail)).not.toContain('not shown');
      expect(detail).toMatchObject({
        id: interviewId,
        events: [
          { type: 'outcome.decided', outcome: 'delivered', previous: 'no-show-both', by: 'admin' },
          { type: 'feedback.submitted', at: at(51).toISOString() },
        ],
        tasks: [{ kind: 'appeal', openedBy: 'candidate', text: 'I was there', note: 'We have seen it' }],
        deliveries: [
          {
            endpoint: { name: 'CRM' },
            event: 'interview.completed',
            status: 'parked',
            lastError: 'answer-refused',
          },
        ],
        paymentStatus: 'settled',
        history: [
          {
            from: null,
            to: 'held',
            actor: 'candidate',
            cause: 'booked',
            reason: null,
            at: at(0).toISOString(),
          },
          { from: 'held', to: 'scheduled', actor: 'payment', cause: 'paid', at: at(1).toISOString() },
        ],
        ledger: [{ kind: 'charge', amountMinor: 9_000, currency: 'EUR', providerReference: 'pi_story' }],
        presence: [
          { role: 'interviewer', joinedAt: at(5).toISOString(), leftAt: at(50).toISOString() },
          { role: 'candidate', joinedAt: at(6).toISOString(), leftAt: null },
        ],
        messages: [],
      });
    });

    it('is not found under another id', async () => {
      const params = { interviewId: randomUUID() };
      expect(await admin.refused(routes.adminGetInterview, { params })).toMatchObject({ code: 'not-found' });
    });
  });

  describe('of messages', () => {
    it('tries a parked one again, at once and from the beginning, and writes down who asked for it', async () => {
      const { id } = await createMessage('parked');
      const message = await admin.call(routes.retryMessage, { params: { messageId: id } });
      expect(message).toMatchObject({ id, status: 'queued', attempts: 0, lastError: '550 no such user' });
      const row = await application.database.client.message.findUniqueOrThrow({ where: { id } });
      expect(row.nextAttemptAt?.getTime()).toBeLessThanOrEqual(application.clock.now().getTime());
      const audit = await application.database.client.auditEntry.findMany({
        where: { subject: `message:${id}` },
      });
      expect(audit).toMatchObject([{ action: 'message.retried', actorId: admin.accountId }]);
    });

    it.each(['queued', 'sending', 'sent', 'skipped'])('leaves one that is %s alone', async (status) => {
      const before = await createMessage(status);
      const refusal = await admin.refused(routes.retryMessage, { params: { messageId: before.id } });
      expect(refusal.code).toBe('state-conflict');
      const after = await application.database.client.message.findUniqueOrThrow({ where: { id: before.id } });
      expect(after).toEqual(before);
    });

    it('tries it once when two administrators ask at the same time', async () => {
      const { id } = await createMessage('parked');
      const answers = await Promise.all([
        admin.try(routes.retryMessage, { params: { messageId: id } }),
        admin.try(routes.retryMessage, { params: { messageId: id } }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it('knows none of another id', async () => {
      const refusal = await admin.refused(routes.retryMessage, { params: { messageId: randomUUID() } });
      expect(refusal.code).toBe('not-found');
    });
  });
});
