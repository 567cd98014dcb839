import { TurnCredentials } from '../../conference/turn-credentials.ts';
import { type Check, type Finding, notApplicable, ok, problem, reasonOf } from '../check.ts';
import type { Examination } from '../examination.ts';
import { type TurnServer, turnServers } from '../hosts.ts';
import { allocateRequest, bindingRequest, loginFor, releaseRequest, type StunAnswer } from '../stun.ts';
import { openStunLine, type StunLine } from '../stun-line.ts';

/** Long enough for the question, short enough to be worth nothing afterwards. */
const CREDENTIALS_MS = 60_000;
/** Each server gets this share of a check's time at most, so that a silent one is named. */
const PATIENCE_MS = 8_000;
const UNAUTHENTICATED = 401;

export const turn: Check = {
  name: 'turn',
  title: 'TURN',
  async run(examination, signal) {
    const servers = turnServers(examination);
    if (servers.length === 0)
      return [
        notApplicable('TURN_URLS names no server: people whose network blocks UDP do not get into a call.'),
      ];
    const looks = servers.map((server) => look(examination, server, signal));
    return (await Promise.all(looks)).flat();
  },
};

async function look(examination: Examination, server: TurnServer, signal: AbortSignal): Promise<Finding[]> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  let line: StunLine | undefined;
  try {
    line = await openStunLine(server, patience);
    // Any answer, a refusal too, is one of a STUN server.
    await line.ask(bindingRequest());
    return [ok(`${server.url} answers.`), await relay(examination, server, line)];
  } catch (failure) {
    return [
      problem(
        `${server.url} is not reached: ${patience.aborted ? 'it does not answer' : reasonOf(failure)}.`,
        `Look whether coturn runs, and whether the firewall lets ${server.port}/${server.transport === 'udp' ? 'udp' : 'tcp'} in.`,
      ),
    ];
  } finally {
    line?.close();
  }
}

/** Asks for a relay as a browser in a room does, and gives it back. */
async function relay(
  { settings, clock }: Examination,
  { url }: TurnServer,
  line: StunLine,
): Promise<Finding> {
  const secret = settings.TURN_SECRET;
  if (secret === undefined)
    return notApplicable(`Whether ${url} gives relays was not tried without TURN_SECRET.`);
  const [credentials] = new TurnCredentials({ TURN_SECRET: secret, TURN_URLS: [url] }).mint(
    'doctor',
    new Date(clock.now().getTime() + CREDENTIALS_MS),
  );
  const refusal = await line.ask(allocateRequest());
  const { username = '', credential = '' } = credentials ?? {};
  const login = loginFor(refusal, { username, password: credential });
  if (refusal.error !== UNAUTHENTICATED || !login)
    return problem(
      `${url} gives relays to everybody or to nobody: asked without credentials it says ${words(refusal)}.`,
      'coturn has to run with use-auth-secret, as in deploy/jitsi/coturn.',
    );
  const answer = await line.ask(allocateRequest(login));
  if (answer.error !== null)
    return problem(
      `${url} refuses the API's credentials: ${words(answer)}.`,
      'TURN_SECRET has to be the static-auth-secret of coturn, and the clocks have to agree.',
    );
  await line.ask(releaseRequest(login));
  return ok(`${url} gave a relay for the API's credentials; that media pass through it was not proven.`);
}

const words = ({ error }: StunAnswer): string => (error === null ? 'yes' : `error ${error}`);
