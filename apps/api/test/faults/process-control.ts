/**
 * Loaded before the API or a worker of a fault test (`node --import`): gives the process the test's clock, wrong by as much as the test says, lets it
 * be killed at a statement that it sends to the database, and makes it one of the broken builds where the test asks for that. What is shipped knows
 * nothing of it.
 */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import type { KillOrder } from './kill-points.ts';

type Query = (...args: unknown[]) => unknown;
type Method = (this: unknown, ...args: unknown[]) => unknown;

const {
  FAULTS_CLOCK: clockFile = '',
  FAULTS_SKEW: skewFile = '',
  FAULTS_KILL: killFile = '',
  FAULTS_BROKEN: broken,
} = process.env;
const build = path.dirname(process.argv[1] ?? '');
const load = (file: string) =>
  import(pathToFileURL(path.join(build, file)).href) as Promise<Record<string, { prototype: object }>>;

/** Puts another function in the place of a method; it is given the one that was there. */
async function replace(file: string, name: string, method: string, make: (original: Method) => Method) {
  const prototype = (await load(file))[name]?.prototype as Record<string, Method> | undefined;
  const original = prototype?.[method];
  if (!prototype || !original) throw new Error(`${file} has no ${name}.${method}`);
  prototype[method] = make(original);
}

const millisecondsIn = (file: string): number => Number(readFileSync(file, 'utf8'));

await replace('platform/clock.js', 'Clock', 'now', () => () => {
  return new Date(Date.now() + millisecondsIn(clockFile) + millisecondsIn(skewFile));
});

function killOrder(): KillOrder | undefined {
  try {
    return JSON.parse(readFileSync(killFile, 'utf8')) as KillOrder;
  } catch {
    return undefined;
  }
}

const transactions = new WeakMap<object, string[]>();
let met = 0;

/** Whether this is the statement at which the process ends. */
function isKillPoint(client: object, text: string): KillOrder['when'] | undefined {
  const statements = transactions.get(client) ?? [];
  transactions.set(client, /^\s*BEGIN/i.test(text) ? [] : [...statements, text]);
  const order = killOrder();
  if (!order) return undefined;
  const pattern = new RegExp(order.statement, 'i');
  const isMet = order.commit
    ? /^\s*COMMIT/i.test(text) && statements.some((one) => pattern.test(one))
    : pattern.test(text) && !/^\s*(BEGIN|COMMIT|ROLLBACK)/i.test(text);
  if (isMet) met += 1;
  return isMet && met >= order.nth ? order.when : undefined;
}

function end(): void {
  rmSync(killFile, { force: true });
  process.kill(process.pid, 'SIGKILL');
}

const client = pg.Client.prototype as unknown as { query: Query };
const send = client.query;
client.query = function query(this: object, ...args: unknown[]) {
  const [first] = args;
  const text = typeof first === 'string' ? first : ((first as { text?: string } | null)?.text ?? '');
  const when = isKillPoint(this, text);
  if (when === 'before') end();
  if (when !== 'after') return send.apply(this, args);
  const last = args.at(-1);
  if (typeof last === 'function') return send.apply(this, [...args.slice(0, -1), () => end()]);
  return (send.apply(this, args) as Promise<unknown>).then(end);
};

interface Template {
  timely: boolean;
  obsolete: () => null;
}

/** Messages go out without asking whether what they say is still so. */
async function withoutGuard(): Promise<void> {
  const { findTemplate } = (await load('notifications/templates/index.js')) as unknown as {
    findTemplate: (...args: unknown[]) => Template | undefined;
  };
  await replace('notifications/message-reading.js', 'MessageReading', 'read', (original) => {
    return function read(this: unknown, row: unknown) {
      const { template, recipientRole } = row as { template: string; recipientRole: string };
      const found = findTemplate(template, recipientRole);
      if (found) Object.assign(found, { timely: false, obsolete: () => null } satisfies Template);
      return original.call(this, row);
    };
  });
}

/** Workers do not keep a message for themselves while they send it. */
function withoutLease(): Promise<void> {
  return replace('notifications/messages.repository.js', 'MessagesRepository', 'claim', (original) => {
    return async function claim(this: unknown, id: unknown, now: unknown, leasedUntil: unknown) {
      const row = await original.call(this, id, now, now);
      return row && { ...row, leasedUntil };
    };
  });
}

if (broken === 'start') throw new Error('This build does not start');
if (broken === 'guard') await withoutGuard();
if (broken === 'lease') await withoutLease();
