import { isIP } from 'node:net';
import { isLoopbackAddress } from '../webhooks/public-address.ts';
import { addressIn, type Examination } from './examination.ts';

/** A name that nobody can register (RFC 6761, RFC 2606). */
const RESERVED = /(?:^|\.)(?:test|example|invalid|localhost)$/;

/** A host as it stands in addresses, without the brackets of IPv6. */
export const bareHost = (host: string): string => host.replace(/^\[|\]$/g, '').toLowerCase();

/** True for names and addresses that lead to this machine alone. */
export function isLoopbackHost(host: string): boolean {
  const bare = bareHost(host);
  return bare === 'localhost' || bare.endsWith('.localhost') || isLoopbackAddress(bare);
}

/** True for names that stand in no public DNS. */
export const isReservedName = (name: string): boolean => RESERVED.test(name.toLowerCase());

export const isAddress = (host: string): boolean => isIP(bareHost(host)) !== 0;

/** A TURN server by its address of RFC 7065. */
export interface TurnServer {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
}

/** The TURN servers of the settings; what is malformed is left to the check of the environment. */
export function turnServers({ settings }: Examination): readonly TurnServer[] {
  return (settings.TURN_URLS ?? '').split(',').flatMap((text) => {
    const url = text.trim();
    const [, scheme, host, port, transport] =
      /^(turns?):(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/i.exec(url) ?? [];
    if (scheme === undefined || host === undefined) return [];
    const secure = scheme.toLowerCase() === 'turns';
    if (secure && transport === 'udp') return []; // DTLS, which no browser speaks to a TURN server
    return {
      url,
      host: bareHost(host),
      port: Number(port ?? (secure ? 5349 : 3478)),
      transport: secure ? ('tls' as const) : transport === 'tcp' ? ('tcp' as const) : ('udp' as const),
    };
  });
}

/** The hosts that people's browsers have to find, with the settings that name them. */
export function publicHosts(examination: Examination): ReadonlyMap<string, readonly string[]> {
  const named = [
    ...['PUBLIC_URL', 'JITSI_WEBSOCKET_URL', 'JITSI_LIBRARY_URL'].flatMap((setting) => {
      const url = addressIn(examination, setting);
      return url ? [{ host: bareHost(url.hostname), setting }] : [];
    }),
    ...turnServers(examination).map(({ host }) => ({ host, setting: 'TURN_URLS' })),
  ];
  const groups = Map.groupBy(named, ({ host }) => host);
  return new Map([...groups].map(([host, group]) => [host, [...new Set(group.map((one) => one.setting))]]));
}
