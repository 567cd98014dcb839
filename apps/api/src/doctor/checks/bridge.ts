import { type Check, notApplicable, ok, problem, reasonOf } from '../check.ts';
import { bindingRequest } from '../stun.ts';
import { openStunLine } from '../stun-line.ts';

const PORT = 10_000;
const PATIENCE_MS = 3_000;
const TRY =
  'Try with three browsers in one room, one of them outside of your network: two can talk past the bridge, three cannot.';

/**
 * A bridge answers nobody who is in none of its conferences (ICE asks for credentials of one: RFC 8445, section 7.3). So silence is what a
 * healthy one gives; only a port that is closed can be told apart.
 */
export const bridge: Check = {
  name: 'bridge',
  title: 'UDP to the bridge',
  async run({ settings, options }, signal) {
    if (settings.JITSI_PEER_TO_PEER === 'true')
      return [notApplicable('There is no bridge: JITSI_PEER_TO_PEER is true.')];
    if (options.bridge === undefined)
      return [
        notApplicable(
          'No bridge was named, and without a call it cannot be told from here whether people reach one.',
          `Say where it is, on a machine outside: --bridge HOST. ${TRY}`,
        ),
      ];
    const [host = '', port = String(PORT)] = options.bridge.split(':');
    const name = `${host}:${port}/udp`;
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    try {
      const line = await openStunLine({ host, port: Number(port), transport: 'udp' }, patience);
      try {
        await line.ask(bindingRequest());
      } finally {
        line.close();
      }
      return [ok(`${name} answers.`)];
    } catch (failure) {
      if (patience.aborted)
        return [
          notApplicable(
            `${name} says nothing, as a bridge does to strangers; a firewall that drops datagrams looks the same.`,
            TRY,
          ),
        ];
      return [
        problem(
          `${name} is not reached: ${reasonOf(failure)}.`,
          'Look whether the bridge runs, at PUBLIC_ADDRESS, and whether the firewall lets the port in.',
        ),
      ];
    }
  },
};
