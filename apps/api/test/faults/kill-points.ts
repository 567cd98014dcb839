/** When a process ends itself as kill -9 ends it; see process-control.ts. */
export interface KillOrder {
  /** Regular expression: which statements to the database count. */
  readonly statement: string;
  /** The commit of a transaction that has sent such a statement counts, instead of the statement. */
  readonly commit: boolean;
  readonly when: 'before' | 'after';
  /** At the how many that counts, from 1. */
  readonly nth: number;
}

type KillPoint = Pick<KillOrder, 'statement'> & {
  readonly name: string;
  readonly process: 'api' | 'worker';
  readonly commit: boolean;
  /** It is reached at least so often in a phase in which it is reached at all. */
  readonly times: number;
};

const writes = (table: string, ...columns: string[]): string =>
  `^\\s*(INSERT INTO|UPDATE)\\s+("public"\\.)?"?${table}"?\\b${columns.map((column) => `.*${column}`).join('')}`;

/** Where a process is killed: each point before and after it, at a seeded one of its times. */
export const KILL_POINTS: readonly [KillPoint, ...KillPoint[]] = [
  { name: 'a hold', process: 'api', statement: writes('interview'), commit: true, times: 2 },
  {
    name: 'what the payment provider answered',
    process: 'api',
    statement: writes('payment', 'checkout_reference'),
    commit: false,
    times: 2,
  },
  { name: 'within the webhook', process: 'api', statement: writes('payment_event'), commit: false, times: 2 },
  { name: 'the webhook', process: 'api', statement: writes('payment_event'), commit: true, times: 2 },
  {
    name: 'a charge in the ledger',
    process: 'api',
    statement: writes('payment_ledger_entry'),
    commit: false,
    times: 2,
  },
  { name: 'a new time', process: 'api', statement: writes('schedule_change'), commit: true, times: 1 },
  {
    name: 'a status',
    process: 'api',
    statement: writes('interview_transition'),
    commit: true,
    times: 2,
  },
  { name: 'someone who joined', process: 'api', statement: writes('occupancy'), commit: true, times: 2 },
  { name: 'anywhere in the API', process: 'api', statement: '.', commit: false, times: 40 },
  {
    name: 'the runs of an event',
    process: 'worker',
    statement: writes('outbox_event'),
    commit: true,
    times: 4,
  },
  { name: 'within a step', process: 'worker', statement: 'workflow_step', commit: false, times: 8 },
  { name: 'a step', process: 'worker', statement: 'WITH progress AS', commit: true, times: 3 },
  {
    name: 'the claim of a mail',
    process: 'worker',
    statement: writes('message', '"claim"'),
    commit: false,
    times: 3,
  },
  {
    name: 'a mail that was handed over',
    process: 'worker',
    statement: writes('message', '"sent_at"'),
    commit: false,
    times: 3,
  },
  {
    name: 'a refund in the ledger',
    process: 'worker',
    statement: writes('payment_ledger_entry'),
    commit: false,
    times: 1,
  },
  { name: 'anywhere in the worker', process: 'worker', statement: '.', commit: false, times: 80 },
];
