import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { refuseIndirectRequests } from '../loopback-http/direct-requests.ts';
import { readCard } from './cards.ts';
import { type Change, scheduleDelivery } from './events.ts';
import { type Faults, faultSchema } from './faults.ts';
import { paySession } from './payments.ts';
import { failRefund } from './refund-failure.ts';
import type { Store } from './store.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

export interface ControlDependencies {
  readonly store: Store;
  readonly delivery: WebhookDelivery;
  readonly faults: Faults;
  /** Unix milliseconds. */
  readonly now: () => number;
}

const redeliverSchema = z.strictObject({ times: z.int().min(1).max(100).default(1) });
const paySchema = z.strictObject({
  number: z.string().default('4242 4242 4242 4242'),
  expiry: z.string().default('12 / 40'),
  cvc: z.string().default('123'),
});

/** What tests steer and look into. Direct requests on loopback only; see `refuseIndirectRequests`. */
export function registerControl(
  server: FastifyInstance,
  { store, delivery, faults, now }: ControlDependencies,
): void {
  void server.register(
    (control, _options, done) => {
      control.addHook('onRequest', refuseIndirectRequests);

      control.get('/webhooks', () => ({ paused: delivery.paused, deliveries: store.all('delivery') }));

      control.post('/webhooks/pause', async (_request, reply) => {
        delivery.pause();
        return reply.code(204).send();
      });

      control.post('/webhooks/resume', async (_request, reply) => {
        delivery.resume();
        return reply.code(204).send();
      });

      control.post<{ Params: { id: string } }>('/events/:id/redeliver', async (request, reply) => {
        const { times } = redeliverSchema.parse(request.body ?? {});
        const event = store.get('event', request.params.id);
        if (event === undefined) return reply.code(404).send({ error: { message: 'No such event' } });
        const deliveryIds = store.transaction((tx) =>
          Array.from({ length: times }, () => scheduleDelivery(change(tx), event.id, event.type)),
        );
        delivery.wake();
        return { deliveryIds };
      });

      control.get('/payments', () => ({
        payments: store.all('charge').filter((charge) => charge.captured),
      }));

      control.get('/refunds', () => ({ refunds: store.all('refund') }));

      control.post<{ Params: { id: string } }>('/refunds/:id/fail', async (request, reply) => {
        const failed = store.transaction((tx) => failRefund(change(tx), request.params.id));
        if (failed === null)
          return reply.code(404).send({ error: { message: 'No such refund that can fail' } });
        delivery.wake();
        return { refund: failed.id };
      });

      control.post<{ Params: { id: string } }>('/sessions/:id/pay', async (request, reply) => {
        const reading = readCard(paySchema.parse(request.body ?? {}), new Date(now()));
        if (!reading.ok)
          return reply.code(422).send({ error: { message: 'Invalid card', problems: reading.problems } });
        const outcome = store.transaction((tx) => {
          const checkout = tx.get('checkout', request.params.id);
          return checkout === undefined ? null : paySession(change(tx), checkout, reading.card);
        });
        if (outcome === null) return reply.code(404).send({ error: { message: 'No such checkout session' } });
        delivery.wake();
        return { outcome: outcome.kind };
      });

      control.post('/faults', async (request, reply) => {
        faults.set(faultSchema.parse(request.body));
        return reply.code(204).send();
      });
      done();
    },
    { prefix: '/dev/stripe/control' },
  );

  function change(tx: Change['tx']): Change {
    return { tx, now: Math.floor(now() / 1000), cause: null };
  }
}
