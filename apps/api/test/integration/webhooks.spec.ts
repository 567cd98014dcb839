import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { routes, type WebhookEndpointWithSecret } from '@greenroom/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { isSignatureValid } from '../../src/conference/signature.ts';
import { WakeUps } from '../../src/platform/due-work/wake-ups.ts';
import { Outbox } from '../../src/platform/outbox/outbox.ts';
import { WebhookDeliveriesRepository } from '../../src/webhooks/webhook-deliveries.repository.ts';
import { WebhookDeliveries, type WebhookWish } from '../../src/webhooks/webhook-deliveries.service.ts';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { waitFor } from '../support/wait-for.ts';
import { answerWith, WebhookReceiver } from '../support/webhook-receiver.ts';

let application: TestApplication;
let admin: AccountClient;
let candidate: AccountClient;
let receiver: WebhookReceiver;
let endpoint: WebhookEndpointWithSecret;

beforeAll(async () => {
  application = await startApplication({ settings: { EMBEDDED: 'true', WEBHOOK_LOOPBACK: 'true' } });
  admin = await application.admin();
  candidate = await application.candidate('Casey Winter');
  receiver = await WebhookReceiver.start();
  endpoint = await addEndpoint(receiver);
  // They race for every call of this file.
  await application.startWorker();
  await application.startWorker();
});
afterAll(async () => {
  await application.stop();
  await receiver.stop();
});
afterEach(() => receiver.answersBy(answerWith(204)));

const addEndpoint = ({ url }: { url: string }, name = 'HR system') =>
  admin.call(routes.createWebhookEndpoint, { body: { name, url, active: true } });

async function wishFor(changes: Partial<WebhookWish> = {}): Promise<WebhookWish> {
  const interview = await createInterview(application, { candidateId: candidate.accountId });
  return {
    endpointId: endpoint.id,
    interviewId: interview.id,
    event: 'interview.scheduled',
    dedupeKey: randomUUID(),
    ...changes,
  };
}

const plan = (wish: WebhookWish) =>
  application.database.transaction((tx) => application.get(WebhookDeliveries).plan(tx, wish));

/** Plans a call and tells the workers, as who plans one does. */
async function call(changes: Partial<WebhookWish> = {}) {
  const wish = await wishFor(changes);
  const planned = await plan(wish);
  if ('skipped' in planned) throw new Error('The call was not planned');
  await application.get(WakeUps).announceAll(planned.work);
  return { interviewId: wish.interviewId, deliveryId: planned.deliveryId };
}

const find = (id: string) => application.database.client.webhookDelivery.findUniqueOrThrow({ where: { id } });

/** The call once a try of it is over and it has this status. */
const settled = (id: string, status: string) =>
  waitFor(`the call to be ${status} after a try`, async () => {
    const delivery = await find(id);
    return delivery.status === status && delivery.attempts > 0 && delivery;
  });

describe('planning a call', () => {
  it('writes it once for one reason, whoever asks again', async () => {
    const wish = await wishFor();
    const first = await plan(wish);
    expect(first).toMatchObject({ planned: true, work: [{ kind: 'webhook-delivery' }] });
    expect(await plan(wish)).toEqual({ ...first, planned: false, work: [] });
  });

  it('leaves nothing behind when what it follows from fails', async () => {
    const wish = await wishFor();
    const failing = application.database.transaction(async (tx) => {
      await application.get(WebhookDeliveries).plan(tx, wish);
      throw new Error('The rest failed');
    });
    await expect(failing).rejects.toThrow('The rest failed');
    const { interviewId } = wish;
    expect(await application.database.client.webhookDelivery.count({ where: { interviewId } })).toBe(0);
  });

  it('is left out for an endpoint that is not there or switched off', async () => {
    expect(await plan(await wishFor({ endpointId: randomUUID() }))).toEqual({ skipped: 'no-endpoint' });
    const { id, name, url } = await addEndpoint(receiver);
    await admin.call(routes.updateWebhookEndpoint, {
      params: { endpointId: id },
      body: { name, url, active: false },
    });
    expect(await plan(await wishFor({ endpointId: id }))).toEqual({ skipped: 'no-endpoint' });
  });

  it('is a step of a workflow', async () => {
    const { client } = application.database;
    await client.workflow.create({
      data: {
        key: 'tell-the-hr-system',
        name: 'Tell the HR system',
        description: '',
        enabled: true,
        currentVersion: 1,
        versions: {
          create: {
            version: 1,
            createdAt: application.clock.now(),
            definition: {
              trigger: { kind: 'interview-scheduled', config: {} },
              conditions: [],
              steps: [
                {
                  key: 'tell',
                  kind: 'call-webhook',
                  config: { endpointId: endpoint.id, event: 'mock.booked' },
                  conditions: [],
                },
              ],
            },
          },
        },
      },
    });
    const { id } = await createInterview(application, {
      candidateId: candidate.accountId,
      startsInMinutes: 600,
    });
    const outbox = application.get(Outbox);
    await application.database.transaction((tx) =>
      outbox.publish(tx, 'interview.scheduled', id, { scheduleVersion: 0, late: false }),
    );
    await outbox.flush(id);
    const [body] = await waitFor('the call of the workflow', () => {
      const bodies = receiver.bodiesOf(id);
      return bodies.length > 0 && bodies;
    });
    expect(body).toMatchObject({ event: 'mock.booked' });
    const step = await waitFor('the step to be done', () =>
      client.workflowStep.findFirst({ where: { interviewId: id, kind: 'call-webhook', status: 'done' } }),
    );
    expect(step.outcome).toMatchObject({ reason: 'webhook-planned', values: { deliveryId: body?.id } });
  });
});

describe('a call', () => {
  it('arrives once, signed, with the facts of the interview and nobody’s name or address', async () => {
    const { interviewId, deliveryId } = await call();
    expect(await settled(deliveryId, 'delivered')).toMatchObject({
      attempts: 1,
      lastStatus: 204,
      lastError: null,
      nextAttemptAt: null,
    });
    const received = receiver.calls.filter(({ text }) => text.includes(interviewId));
    expect(received).toHaveLength(1);
    const { headers, text, path } = received[0] ?? { headers: {}, text: '', path: '' };
    expect(path).toBe('/hook');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'greenroom-delivery': deliveryId,
      'greenroom-event': 'interview.scheduled',
    });
    const now = application.clock.now();
    const signature = headers['greenroom-signature'];
    expect(isSignatureValid(signature, text, endpoint.secret, now)).toBe(true);
    expect(isSignatureValid(signature, `${text} `, endpoint.secret, now)).toBe(false);
    expect(receiver.bodiesOf(interviewId)).toMatchObject([
      {
        id: deliveryId,
        event: 'interview.scheduled',
        interview: { status: 'scheduled', candidateId: candidate.accountId, jobRole: 'Backend engineer' },
      },
    ]);
    const { roomName } = await application.database.client.interview.findUniqueOrThrow({
      where: { id: interviewId },
    });
    for (const secret of [candidate.email, 'Casey Winter', 'Ida Interviewer', roomName ?? '-'])
      expect(text).not.toContain(secret);
  });

  it('that is refused is made again later, under the same id', async () => {
    receiver.answersBy(answerWith(503));
    const { interviewId, deliveryId } = await call();
    const refused = await settled(deliveryId, 'queued');
    expect(refused).toMatchObject({ attempts: 1, lastStatus: 503, lastError: 'answer-refused' });
    expect(refused.nextAttemptAt?.getTime()).toBeGreaterThan(application.clock.now().getTime());
    receiver.answersBy(answerWith(200));
    application.clock.advance(15);
    expect(await settled(deliveryId, 'delivered')).toMatchObject({ attempts: 2, lastError: null });
    expect(receiver.bodiesOf(interviewId).map(({ id }) => id)).toEqual([deliveryId, deliveryId]);
  });

  it('does not follow a redirect', async () => {
    receiver.answersBy(answerWith(307, { location: '/elsewhere' }));
    const { deliveryId } = await call();
    expect(await settled(deliveryId, 'queued')).toMatchObject({ lastStatus: 307, lastError: 'redirected' });
    expect(receiver.calls.map(({ path }) => path)).not.toContain('/elsewhere');
  });

  it('to a server that hangs up is made again later', async () => {
    receiver.answersBy((response) => response.destroy());
    const { deliveryId } = await call();
    expect(await settled(deliveryId, 'queued')).toMatchObject({ lastStatus: null, lastError: 'unreachable' });
  });

  it('to an endpoint that was switched off meanwhile is given up', async () => {
    const other = await addEndpoint(receiver);
    const wish = await wishFor({ endpointId: other.id });
    const { id: endpointId, name, url } = other;
    // Planned in the very transaction that ends after the endpoint is switched off: the call finds it off.
    const planned = await application.database.transaction(async (tx) => {
      const made = await application.get(WebhookDeliveries).plan(tx, wish);
      await tx.webhookEndpoint.update({ where: { id: endpointId }, data: { name, url, active: false } });
      return made;
    });
    const deliveryId = 'skipped' in planned ? '' : planned.deliveryId;
    expect(await settled(deliveryId, 'parked')).toMatchObject({ lastError: 'endpoint-off' });
    expect(receiver.bodiesOf(wish.interviewId)).toEqual([]);
  });

  it('is given up when it has been tried long enough, and an administrator can replay it', async () => {
    receiver.answersBy(answerWith(500));
    const { interviewId, deliveryId } = await call();
    await settled(deliveryId, 'queued');
    await application.database.client.webhookDelivery.update({
      where: { id: deliveryId },
      data: { attempts: 13, nextAttemptAt: application.clock.now() },
    });
    await settled(deliveryId, 'parked');
    receiver.answersBy(answerWith(200));
    const params = { deliveryId };
    expect(await admin.call(routes.replayWebhookDelivery, { params })).toMatchObject({
      id: deliveryId,
      status: 'queued',
      attempts: 0,
    });
    await settled(deliveryId, 'delivered');
    expect(new Set(receiver.bodiesOf(interviewId).map(({ id }) => id))).toEqual(new Set([deliveryId]));
    const audit = await application.database.client.auditEntry.findMany({
      where: { subject: `webhook-delivery:${deliveryId}` },
    });
    expect(audit).toMatchObject([{ action: 'webhook-delivery.replayed', actorId: admin.accountId }]);
  });

  it('is not replayed while it is still to be made', async () => {
    receiver.answersBy(answerWith(500));
    const { deliveryId } = await call();
    await settled(deliveryId, 'queued');
    const params = { deliveryId };
    expect(await admin.refused(routes.replayWebhookDelivery, { params })).toMatchObject({
      code: 'state-conflict',
    });
    expect(
      await admin.refused(routes.replayWebhookDelivery, { params: { deliveryId: randomUUID() } }),
    ).toMatchObject({ code: 'not-found' });
  });

  it('to a slow endpoint leaves places for the others', async () => {
    const slow = await WebhookReceiver.start();
    const held: ServerResponse[] = [];
    slow.answersBy((response) => held.push(response));
    const { id: endpointId } = await addEndpoint(slow, 'Slow');
    await Promise.all(Array.from({ length: 20 }, () => call({ endpointId })));
    await waitFor('the slow endpoint to be called', () => held.length === 3);
    const { deliveryId } = await call();
    await settled(deliveryId, 'delivered');
    expect(held).toHaveLength(3);
    await application.database.client.webhookDelivery.updateMany({
      where: { endpointId, status: 'queued' },
      data: { status: 'parked', nextAttemptAt: null },
    });
    await slow.stop();
  });

  it('that a worker has outlived the lease of is not its any more', async () => {
    const { deliveryId } = await call();
    await settled(deliveryId, 'delivered');
    const repository = application.get(WebhookDeliveriesRepository);
    const now = application.clock.now();
    // Far ahead, where no worker of this file sees it as due.
    const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    await application.database.client.webhookDelivery.update({
      where: { id: deliveryId },
      data: { status: 'queued', nextAttemptAt: later(600) },
    });
    const claim = (minutes: number) =>
      repository.claim(deliveryId, later(minutes), {
        leasedUntil: later(minutes + 1),
        atOnce: 1,
        postponedTo: later(minutes + 1),
      });
    const late = await claim(600);
    expect(await claim(600)).toBeNull();
    const next = await claim(602);
    if (!late || !next) throw new Error('The call was not taken');
    const outcome = { kind: 'delivered', status: 200, at: now } as const;
    expect(await repository.finish(late, outcome)).toBe(false);
    expect(await repository.finish(next, outcome)).toBe(true);
  });
});

describe('endpoints', () => {
  it('show their secret when it is made, and never again', async () => {
    const made = await addEndpoint(receiver, 'Shown once');
    expect(made.secret).toMatch(/^whsec_[\w-]{43}$/);
    const { items } = await admin.call(routes.listWebhookEndpoints);
    expect(items).toContainEqual({
      id: made.id,
      name: made.name,
      url: made.url,
      active: true,
      createdAt: made.createdAt,
    });
    expect(JSON.stringify(items)).not.toContain('whsec_');
    const params = { endpointId: made.id };
    const renewed = await admin.call(routes.renewWebhookSecret, { params });
    expect(renewed.secret).not.toBe(made.secret);
    const { deliveryId } = await call({ endpointId: made.id });
    await settled(deliveryId, 'delivered');
    const received = receiver.calls.find(({ headers }) => headers['greenroom-delivery'] === deliveryId);
    const isSignedBy = (secret: string) =>
      isSignatureValid(
        received?.headers['greenroom-signature'],
        received?.text ?? '',
        secret,
        application.clock.now(),
      );
    expect([made.secret, renewed.secret].map(isSignedBy)).toEqual([false, true]);
    const audit = await application.database.client.auditEntry.findMany({
      where: { subject: `webhook-endpoint:${made.id}` },
      orderBy: { id: 'asc' },
    });
    expect(audit.map(({ action }) => action)).toEqual([
      'webhook-endpoint.created',
      'webhook-endpoint.secret-renewed',
    ]);
    expect(JSON.stringify(audit.map(({ details }) => details))).not.toContain('whsec_');
  });

  it.each([
    'https://10.0.0.1/hook',
    'https://192.168.1.1/hook',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/hook',
    'https://0xa000001/hook',
    'https://167772161/hook',
    'https://[::ffff:10.0.0.1]/hook',
    'https://[fd00:ec2::254]/hook',
    'ftp://hooks.example.com/',
    'https://user:password@hooks.example.com/',
    'file:///etc/passwd',
    'not an address',
  ])('cannot be at %s', async (url) => {
    const body = { name: 'Inside', url, active: true };
    expect(await admin.refused(routes.createWebhookEndpoint, { body })).toMatchObject({
      code: 'invalid-request',
      details: [{ path: 'body.url' }],
    });
    const params = { endpointId: endpoint.id };
    expect(await admin.refused(routes.updateWebhookEndpoint, { params, body })).toMatchObject({
      code: 'invalid-request',
    });
  });

  it('that do not exist cannot be changed', async () => {
    const params = { endpointId: randomUUID() };
    const body = { name: 'None', url: receiver.url, active: true };
    expect(await admin.refused(routes.updateWebhookEndpoint, { params, body })).toMatchObject({
      code: 'not-found',
    });
    expect(await admin.refused(routes.renewWebhookSecret, { params })).toMatchObject({ code: 'not-found' });
  });
});

describe('the list of calls', () => {
  it('is read page after page, newest first, by endpoint, interview and status', async () => {
    const { id: endpointId } = await addEndpoint(receiver, 'Listed');
    const made = [await call({ endpointId }), await call({ endpointId }), await call({ endpointId })];
    for (const { deliveryId } of made) await settled(deliveryId, 'delivered');
    const newestFirst = made.map(({ deliveryId }) => deliveryId).reverse();
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await admin.call(routes.listWebhookDeliveries, {
        query: { endpointId, limit: 2, cursor },
      });
      seen.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(newestFirst);
    const { interviewId = '' } = made[0] ?? {};
    const query = { endpointId, interviewId, status: 'delivered' } as const;
    expect((await admin.call(routes.listWebhookDeliveries, { query })).items).toMatchObject([
      { interviewId, endpoint: { id: endpointId, name: 'Listed' }, lastStatus: 204 },
    ]);
    const parked = { endpointId, status: 'parked' } as const;
    expect((await admin.call(routes.listWebhookDeliveries, { query: parked })).items).toEqual([]);
    expect(
      await admin.refused(routes.listWebhookDeliveries, { query: { cursor: 'not-a-cursor' } }),
    ).toMatchObject({ code: 'invalid-request' });
  });
});
