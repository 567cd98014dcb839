import { type Check, type Finding, notApplicable, ok, problem, reasonOf, warning } from '../check.ts';
import { addressIn, type Examination } from '../examination.ts';
import { bareHost, isLoopbackHost, turnServers } from '../hosts.ts';
import { connectTls } from '../tls-peer.ts';

const DAY_MS = 86_400_000;
/** Renewal by ACME comes 30 days before the end: below this it has failed more than once. */
const WARNING_DAYS = 21;
const PROBLEM_DAYS = 7;
const RENEW = 'Renew it, and look why that did not happen by itself.';

export const certificates: Check = {
  name: 'certificates',
  title: 'Certificates and their days',
  async run(examination, signal) {
    const servers = tlsServers(examination);
    const plain = plainPortal(examination);
    if (servers.length === 0 && plain.length === 0)
      return [notApplicable('Everything is reached without TLS, on this machine alone.')];
    const looks = servers.map(({ host, port }) => look(examination, host, port, signal));
    return [...plain, ...(await Promise.all(looks))];
  },
};

/** Every server that browsers speak TLS with, once. */
function tlsServers(examination: Examination): { host: string; port: number }[] {
  const urls = ['PUBLIC_URL', 'JITSI_WEBSOCKET_URL', 'JITSI_LIBRARY_URL'].flatMap((name) => {
    const url = addressIn(examination, name);
    const isSecure = url?.protocol === 'https:' || url?.protocol === 'wss:';
    return url && isSecure ? [{ host: bareHost(url.hostname), port: Number(url.port || 443) }] : [];
  });
  const turn = turnServers(examination).filter(({ transport }) => transport === 'tls');
  const all = [...urls, ...turn.map(({ host, port }) => ({ host, port }))];
  return [...new Map(all.map((server) => [`${server.host}:${server.port}`, server])).values()];
}

function plainPortal(examination: Examination): Finding[] {
  const url = addressIn(examination, 'PUBLIC_URL');
  if (url?.protocol !== 'http:' || isLoopbackHost(url.hostname)) return [];
  return [
    problem(
      'PUBLIC_URL is an address without TLS.',
      'Browsers give no camera and no microphone to such a page: put TLS before it, and write https:// into PUBLIC_URL.',
    ),
  ];
}

async function look(
  { clock }: Examination,
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<Finding> {
  try {
    const socket = await connectTls(host, port, signal);
    const { valid_to: validTo, issuer } = socket.getPeerCertificate();
    const distrust = socket.authorized ? undefined : String(socket.authorizationError);
    socket.destroy();
    const daysLeft = (Date.parse(validTo) - clock.now().getTime()) / DAY_MS;
    return judge(
      `${host}:${port}`,
      [issuer.O ?? issuer.CN ?? 'unknown'].flat().join(', '),
      daysLeft,
      distrust,
    );
  } catch (failure) {
    return problem(
      `${host}:${port} does not speak TLS with us: ${reasonOf(failure)}.`,
      'Look whether the proxy before it runs, and whether the port is open.',
    );
  }
}

/** @param distrust why the chain or the name is not accepted; undefined when it is */
export function judge(
  server: string,
  issuer: string,
  daysLeft: number,
  distrust: string | undefined,
): Finding {
  const days = Math.floor(daysLeft);
  if (days < 0) return problem(`The certificate of ${server} ended ${-days} days ago.`, RENEW);
  if (distrust !== undefined)
    return problem(
      `The certificate of ${server} (by ${issuer}, ${days} days left) is not accepted: ${distrust}.`,
      'It has to be valid for exactly this name, and be sent with its whole chain (fullchain.pem).',
    );
  const seen = `The certificate of ${server}, by ${issuer}, has ${days} days left.`;
  if (daysLeft < PROBLEM_DAYS) return problem(seen, RENEW);
  if (daysLeft < WARNING_DAYS) return warning(seen, RENEW);
  return ok(seen);
}
