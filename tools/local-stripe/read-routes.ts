import { z } from 'zod';

import type { ApiCall, ApiRoute } from './api-route.ts';
import { resourceMissing } from './errors.ts';
import { expand } from './expand.ts';
import { checkParams, formExpand } from './form.ts';
import { listPage, listParams } from './lists.ts';

const retrieveParams = z.strictObject({ expand: formExpand });
const retrieveIntentParams = z.strictObject({ expand: formExpand, client_secret: z.string().optional() });

const listEventsParams = z.strictObject({
  ...listParams,
  type: z.string().optional(),
  types: z.array(z.string()).max(20).optional(),
});

/** https://docs.stripe.com/api/payment_intents, …/charges and …/events, as far as they are read. */
export const READ_ROUTES: readonly ApiRoute[] = [
  { method: 'GET', path: '/v1/payment_intents/:id', handle: retrieveIntent },
  { method: 'GET', path: '/v1/charges/:id', handle: retrieveCharge },
  { method: 'GET', path: '/v1/events', handle: listEvents },
  { method: 'GET', path: '/v1/events/:id', handle: retrieveEvent },
];

function retrieveIntent(call: ApiCall): object {
  const params = checkParams(retrieveIntentParams, call.params);
  const intent = call.tx.get('paymentIntent', call.id);
  if (intent === undefined) throw resourceMissing('payment_intent', call.id, 'intent');
  return expand(call.tx, intent, params.expand);
}

function retrieveCharge(call: ApiCall): object {
  const params = checkParams(retrieveParams, call.params);
  const charge = call.tx.get('charge', call.id);
  if (charge === undefined) throw resourceMissing('charge', call.id, 'charge');
  return expand(call.tx, charge, params.expand);
}

function listEvents(call: ApiCall): object {
  const params = checkParams(listEventsParams, call.params);
  const events = call
    .all('event')
    .filter((event) => params.type === undefined || matches(event.type, params.type))
    .filter((event) => params.types === undefined || params.types.includes(event.type));
  return listPage('/v1/events', 'event', events, params);
}

function retrieveEvent(call: ApiCall): object {
  checkParams(retrieveParams, call.params);
  const event = call.tx.get('event', call.id);
  if (event === undefined) throw resourceMissing('event', call.id, 'id');
  return event;
}

/** `type` may end in `.*` and then stands for the whole family. */
function matches(type: string, pattern: string): boolean {
  return pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}
