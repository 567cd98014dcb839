import { type Mistake, CONTAINER, add, api, remove, replace } from './mistake.ts';

/** What the schemas find. */
export const misspellings: readonly Mistake[] = [
  {
    what: 'an unknown field of a container',
    overlay: 'single',
    of: api,
    change: add(`${CONTAINER}/imagePullPolice`, 'Always'),
    words: 'imagePullPolice',
  },
  {
    what: 'an unknown field of a probe',
    overlay: 'single',
    of: api,
    change: add(`${CONTAINER}/livenessProbe/timeout`, 5),
    words: 'timeout',
  },
  {
    what: 'a field in the wrong place',
    overlay: 'single',
    of: api,
    change: add('/spec/serviceAccountName', 'x'),
    words: 'serviceAccountName',
  },
  {
    what: 'an unknown field of a network policy',
    overlay: 'single',
    of: ['NetworkPolicy', 'api'],
    change: add('/spec/ingress/0/port', 80),
    words: 'port',
  },
  {
    what: 'an unknown field of a rule',
    overlay: 'ha',
    of: ['PrometheusRule', 'greenroom'],
    change: add('/spec/groups/1/rules/0/runbook', 'x'),
    words: 'runbook',
  },
  {
    what: 'an unknown field of a monitor',
    overlay: 'ha',
    of: ['ServiceMonitor', 'greenroom'],
    change: add('/spec/endpoints/0/frequency', '15s'),
    words: 'frequency',
  },
  {
    what: 'a number in the place of a text',
    overlay: 'single',
    of: api,
    change: replace(`${CONTAINER}/env/1/value`, 3001),
    words: 'greenroom-api',
  },
  {
    what: 'a text in the place of a number',
    overlay: 'single',
    of: api,
    change: replace('/spec/template/spec/terminationGracePeriodSeconds', '60'),
    words: 'terminationGracePeriodSeconds',
  },
  {
    what: 'a value that is none of those allowed',
    overlay: 'single',
    of: ['Service', 'greenroom-api'],
    change: add('/spec/type', 'External'),
    words: 'greenroom-api',
  },
  {
    what: 'what is needed and missing',
    overlay: 'single',
    of: api,
    change: remove('/spec/selector'),
    words: 'selector',
  },
];
