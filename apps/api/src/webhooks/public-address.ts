import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * IPv4 that leads to somewhere inside: the special-purpose registry of IANA (https://www.iana.org/assignments/iana-ipv4-special-registry) with
 * private, shared (CGNAT), loopback and link-local ranges, multicast and reserved space. Most clouds answer for their metadata in the
 * link-local range; Azure's host answers at an address of its own.
 */
const INSIDE_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/**
 * IPv6 is public in one block alone (RFC 4291, 2.4). What maps IPv4 into IPv6, unique local and link-local addresses are all outside of it;
 * inside are a few ranges that carry IPv4 (Teredo, 6to4) or are for examples.
 */
const PUBLIC_IPV6 = ['2000::', 3] as const;
const INSIDE_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const insideIpv4 = new BlockList();
for (const [network, prefix] of INSIDE_IPV4) insideIpv4.addSubnet(network, prefix, 'ipv4');
const publicIpv6 = new BlockList();
publicIpv6.addSubnet(...PUBLIC_IPV6, 'ipv6');
const insideIpv6 = new BlockList();
for (const [network, prefix] of INSIDE_IPV6) insideIpv6.addSubnet(network, prefix, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');

/** Whether an IP address is one of the public internet. Anything that is no address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !insideIpv4.check(address, 'ipv4');
  // An address with a zone ("fe80::1%eth0") is bound to a link.
  if (!isIPv6(address) || address.includes('%')) return false;
  return publicIpv6.check(address, 'ipv6') && !insideIpv6.check(address, 'ipv6');
}

/** Whether an IP address is this machine itself. */
export const isLoopbackAddress = (address: string): boolean =>
  address === '::1' || (isIPv4(address) && loopback.check(address, 'ipv4'));
