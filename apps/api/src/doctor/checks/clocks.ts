import { type Check, type Finding, notApplicable, ok, problem, reasonOf, warning } from '../check.ts';
import { addressIn, type Examination, withDatabase } from '../examination.ts';

/** Tokens of rooms and signatures of webhooks live for five minutes: the second takes a good part of that away. */
const WARNING_SECONDS = 5;
const PROBLEM_SECONDS = 60;
/** A Date of HTTP has whole seconds (RFC 9110, section 5.6.7). */
const HTTP_GRAIN_SECONDS = 1;
const ADVICE = 'Let NTP run on both machines (timedatectl, chronyc tracking).';
const STRIPE = new URL('https://api.stripe.com');

export const clocks: Check = {
  name: 'clock',
  title: 'Clocks',
  async run(examination, signal) {
    const portal = addressIn(examination, 'PUBLIC_URL');
    const stripe = addressIn(examination, 'STRIPE_API_URL') ?? STRIPE;
    const looks = await Promise.all([
      ...(portal ? [overHttp(examination, portal, signal)] : []),
      overHttp(examination, stripe, signal),
      withDatabase(examination, async ({ pool }) => {
        const query = () => pool.query<{ now: Date }>('SELECT clock_timestamp() AS now');
        return [await compared(examination, 'the database', 0, async () => (await query()).rows[0]?.now)];
      }),
    ]);
    return looks.flat();
  },
};

async function overHttp(examination: Examination, url: URL, signal: AbortSignal): Promise<Finding[]> {
  try {
    const ask = async () => {
      const response = await fetch(url.origin, { method: 'HEAD', redirect: 'manual', signal });
      const date = response.headers.get('date');
      return date === null ? undefined : new Date(date);
    };
    return [await compared(examination, url.host, HTTP_GRAIN_SECONDS, ask)];
  } catch (failure) {
    const seen = `The clock of ${url.host} could not be read: ${reasonOf(failure)}.`;
    return [warning(seen, 'Look whether it is reached from here.')];
  }
}

/** The other clock was read somewhere between two looks at ours: only what lies outside of these differs. */
async function compared(
  { clock }: Examination,
  whose: string,
  grainSeconds: number,
  read: () => Promise<Date | undefined>,
): Promise<Finding> {
  const before = clock.now().getTime();
  const theirs = (await read())?.getTime();
  const after = clock.now().getTime();
  if (theirs === undefined) return notApplicable(`${whose} does not tell its time.`);
  const ahead = Math.max(0, theirs - after);
  const behind = Math.max(0, before - (theirs + grainSeconds * 1000));
  return judgeSkew(whose, (ahead - behind) / 1000);
}

/** @param seconds by which the other clock is ahead of ours */
export function judgeSkew(whose: string, seconds: number): Finding {
  const off = Math.abs(seconds);
  const seen = `The clock of ${whose} is ${off.toFixed(0)} s ${seconds > 0 ? 'ahead of' : 'behind'} ours.`;
  if (off >= PROBLEM_SECONDS) return problem(seen, ADVICE);
  if (off >= WARNING_SECONDS) return warning(seen, ADVICE);
  return ok(`The clock of ${whose} agrees with ours.`);
}
