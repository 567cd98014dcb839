/** What becomes of the servers outside: mail, the payment provider and its webhooks, the signalling server's reports, a customer's server. */
import { mailFault } from '../support/mailbox.ts';
import type { EndpointFault } from './customer-endpoint.ts';
import type { Fault } from './fault.ts';
import type { WebhookMode } from './webhook-front.ts';
import type { PresenceMode } from './world.ts';

const mail = (name: string, fault: Parameters<typeof mailFault>[1]): Fault => ({
  name: `SMTP ${name}`,
  inject({ application, disturbances }) {
    if (fault.mode === 'cut-after-data') disturbances.begin('unanswered');
    return mailFault(application, fault);
  },
});

const webhooks = (mode: WebhookMode): Fault => ({
  name: `webhooks arrive ${mode}`,
  inject({ front }) {
    front.mode = mode;
  },
});

/** Somebody else says that everything was paid. */
const forgedWebhooks: Fault = {
  name: 'forged webhooks',
  inject: () => undefined,
  async meanwhile(world) {
    const { data } = await world.stripe.client.checkout.sessions.list({ limit: 20 });
    for (const session of data) {
      const object = { ...session, payment_status: 'paid', status: 'complete' };
      const event = {
        id: `evt_${session.id}`,
        object: 'event',
        type: 'checkout.session.completed',
        data: { object },
      };
      const { status } = await world.stripe.send(event, { secret: 'whsec_of_somebody_else' });
      if (status < 400) throw new Error('A forged webhook was believed');
    }
  },
};

const stripeFault = (mode: string): Fault => ({
  name: `the payment provider: ${mode}`,
  inject: ({ stripe }) => stripe.fault({ mode, method: 'POST', times: 2, ms: 200 }),
});

const endpoint = (fault: EndpointFault): Fault => ({
  name: `a customer's server ${fault}`,
  inject: (world) => {
    world.endpoint.goWrong(fault, 2);
  },
});

const presence = (mode: PresenceMode): Fault => ({
  name: `presence arrives ${mode}`,
  inject: (world) => {
    world.presence = mode;
  },
});

/** Events that were handled are handed on once more, as after a restored backup. */
export const replayedEvents: Fault = {
  name: 'events are handed on again',
  inject: () => undefined,
  async meanwhile({ application }) {
    await application.database.client.outboxEvent.updateMany({ data: { dispatchedAt: null } });
  },
};

export const mailFaults: readonly Fault[] = [
  mail('refuses for now', { mode: 'refuse-4xx', times: 3 }),
  mail('refuses for good', { mode: 'refuse-5xx', times: 1 }),
  mail('is cut off after the data', { mode: 'cut-after-data', times: 2 }),
  mail('is slow', { mode: 'slow', ms: 300, times: 4 }),
];
export const providerFaults = ['error', 'lose-request', 'lose-answer', 'slow'].map(stripeFault);
export const webhookFaults: readonly Fault[] = [
  ...(['twice', 'late', 'never'] as const).map(webhooks),
  forgedWebhooks,
];
export const endpointFaults = (['fails', 'answers 500', 'hangs', 'loses its answer'] as const).map(endpoint);
export const presenceFaults = (['twice', 'late', 'out of order'] as const).map(presence);
