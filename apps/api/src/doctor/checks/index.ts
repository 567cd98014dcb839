import type { Check } from '../check.ts';
import { bridge } from './bridge.ts';
import { certificates } from './certificates.ts';
import { clocks } from './clocks.ts';
import { database } from './database.ts';
import { disk } from './disk.ts';
import { dns } from './dns.ts';
import { dueWork } from './due-work.ts';
import { environment } from './environment.ts';
import { jitsiLibrary } from './jitsi-library.ts';
import { mailDomain } from './mail-domain.ts';
import { mailLogin } from './mail-login.ts';
import { migrations } from './migrations.ts';
import { paymentWebhook } from './payment-webhook.ts';
import { processes } from './processes.ts';
import { queue } from './queue.ts';
import { timeZones } from './time-zones.ts';
import { turn } from './turn.ts';

/** Every check, in the order in which they are told. */
export const CHECKS: readonly Check[] = [
  environment,
  processes,
  database,
  migrations,
  queue,
  dueWork,
  dns,
  certificates,
  turn,
  bridge,
  jitsiLibrary,
  mailLogin,
  mailDomain,
  paymentWebhook,
  clocks,
  timeZones,
  disk,
];
