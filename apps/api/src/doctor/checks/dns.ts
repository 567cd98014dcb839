import { isPublicAddress } from '../../webhooks/public-address.ts';
import { type Check, type Finding, notApplicable, ok, problem, reasonOf, warning } from '../check.ts';
import { addressesOf } from '../dns-answers.ts';
import type { Examination } from '../examination.ts';
import { isAddress, isLoopbackHost, publicHosts } from '../hosts.ts';

export const dns: Check = {
  name: 'dns',
  title: 'DNS of the portal, of Jitsi and of TURN',
  async run(examination) {
    const hosts = [...publicHosts(examination)].filter(([host]) => !isLoopbackHost(host) && !isAddress(host));
    if (hosts.length === 0) return [notApplicable('No setting names a host that the DNS has to know.')];
    return Promise.all(hosts.map(([host, settings]) => look(examination, host, settings.join(', '))));
  },
};

async function look({ resolver }: Examination, host: string, settings: string): Promise<Finding> {
  try {
    const addresses = await addressesOf(resolver, host);
    if (addresses.length === 0)
      return problem(
        `${host} (${settings}) has no address.`,
        'Add an A or AAAA record that leads to this installation, or correct the setting.',
      );
    const inside = addresses.filter((address) => !isPublicAddress(address));
    const seen = `${host} (${settings}) leads to ${addresses.join(', ')}.`;
    if (inside.length === 0) return ok(seen);
    return warning(
      seen,
      `Nobody outside of your network reaches ${inside.join(', ')}; all is well if nobody should.`,
    );
  } catch (failure) {
    return problem(
      `${host} (${settings}) could not be looked up: ${reasonOf(failure)}.`,
      'Look at the name servers of this machine, and of the domain.',
    );
  }
}
