import type { Browser, BrowserContext, Page } from '@playwright/test';
import { type BareClientServer, serveBareClient } from '../bare-client-server.ts';
import { bookNow, grantFor, type LiveInterview, type Side } from '../bookings.ts';
import { launchChromium } from '../browsers.ts';
import { addInterviewers, AROUND_THE_CLOCK, withDatabase } from '../dataset.ts';
import { signallingIsReady, timeToFirstFrame, watchForFirstFrame } from '../first-frame.ts';
import type { Stack } from '../../launcher/stack.ts';
import { signUp } from '../people.ts';
import { atMost, atMostTimes, type Row } from '../row.ts';
import { median, p99 } from '../statistics.ts';
import type { Testbed } from '../testbed.ts';

/** The goals: against the bare client, and absolute. */
const LIMIT = 1.15;
const LIMIT_MS = 1_000;

/** Milliseconds. */
const TIMEOUT = 60_000;
const QUIET = 500;

/** The bare client has no button: it gets one once it is ready, so that both are clicked. */
const PREPARE_BARE_CLIENT = `bare.prepare().then(() => {
  const button = document.createElement('button');
  button.textContent = 'Join now';
  button.onclick = bare.join;
  document.body.prepend(button);
})`;

/** One way of having a conference in a browser. */
type Client = {
  /** Opens the page and waits until everything is ready for the click. */
  readonly arrive: (context: BrowserContext, interview: LiveInterview, side: Side) => Promise<Page>;
  /** Clicks, and resolves when the person is in the room. */
  readonly enter: (page: Page) => Promise<void>;
};

/** Two people with a browser each: the second one's click on "Join now" until they see the first one. */
export async function joining(testbed: Testbed): Promise<Row[]> {
  const stack = await testbed.stack();
  await withDatabase(stack.databaseUrl, (database) =>
    addInterviewers(database, 3 * testbed.effort.rounds, AROUND_THE_CLOCK),
  );
  const candidate = await signUp(stack.apiUrl, stack.portalUrl);
  const rooms = new Map<string, LiveInterview>();
  const pages = await serveBareClient((query) => {
    const interview = rooms.get(query.get('room') ?? '');
    if (!interview) throw new Error('There is no such room');
    return grantFor(stack, interview, query.get('side') === 'candidate' ? 'candidate' : 'interviewer');
  });
  testbed.onClose(() => pages.close());
  const browsers = [await launchChromium(), await launchChromium()] as const;
  for (const browser of browsers) testbed.onClose(() => browser.close());

  const clients = { portal: portalClient(stack), bare: bareClient(pages) };
  const times = { portal: [] as number[], bare: [] as number[] };
  for (let round = 0; round < testbed.effort.rounds; round += 1) {
    for (const kind of ['portal', 'bare'] as const) {
      const interview = await bookNow(stack, candidate);
      rooms.set(interview.roomName, interview);
      times[kind].push(await meet(clients[kind], interview, browsers));
    }
  }
  for (const browser of browsers) await browser.close();
  const measured = median(times.portal);
  const value = median(times.bare);
  return [
    {
      what: 'click on "Join now" to the first remote frame, p50',
      unit: 'ms',
      measured,
      yardstick: { name: 'bare lib-jitsi-meet', value },
      goals: [atMostTimes(measured, value, LIMIT), atMost(measured, LIMIT_MS, 'ms')],
      details: {
        rounds: times.portal,
        yardstickRounds: times.bare,
        p99Ms: p99(times.portal),
        yardstickP99Ms: p99(times.bare),
      },
    },
  ];
}

async function meet(
  client: Client,
  interview: LiveInterview,
  [first, second]: readonly [Browser, Browser],
): Promise<number> {
  const contexts = await Promise.all([first, second].map(openContext));
  const [one, other] = contexts;
  if (!one || !other) throw new Error('There are two browsers');
  try {
    await client.enter(await client.arrive(one, interview, 'candidate'));
    const page = await client.arrive(other, interview, 'interviewer');
    await client.enter(page);
    return await timeToFirstFrame(page, TIMEOUT);
  } finally {
    for (const context of contexts) await context.close();
  }
}

async function openContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    permissions: ['camera', 'microphone'],
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
  });
  await watchForFirstFrame(context);
  return context;
}

const readiness = { quietMs: QUIET, timeout: TIMEOUT };

function portalClient({ portalUrl }: Stack): Client {
  return {
    async arrive(context, { roomName, cookies }, side) {
      const pairs = cookies[side].split('; ').map((cookie) => {
        const equals = cookie.indexOf('=');
        return { name: cookie.slice(0, equals), value: cookie.slice(equals + 1), url: portalUrl };
      });
      await context.addCookies(pairs);
      const page = await context.newPage();
      const ready = signallingIsReady(page, readiness);
      await Promise.all([ready, page.goto(`${portalUrl}/live-interview/${roomName}`)]);
      return page;
    },
    async enter(page) {
      await page.getByRole('button', { name: 'Join now' }).click({ timeout: TIMEOUT });
      await page.getByRole('button', { name: 'End interview' }).waitFor({ timeout: TIMEOUT });
    },
  };
}

function bareClient({ origin }: BareClientServer): Client {
  return {
    async arrive(context, { roomName }, side) {
      const page = await context.newPage();
      const query = new URLSearchParams({ room: roomName, side });
      await page.goto(`${origin}/?${query.toString()}`);
      await page.evaluate(PREPARE_BARE_CLIENT);
      return page;
    },
    async enter(page) {
      await page.getByRole('button', { name: 'Join now' }).click({ timeout: TIMEOUT });
    },
  };
}
