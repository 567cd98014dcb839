import net from 'node:net';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from '@jest/globals';
import { choosePorts } from './plan.ts';
import { assertPortIsFree, freePort, freePorts } from './ports.ts';

const servers: net.Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function occupy(address: string): Promise<number> {
  const server = net.createServer();
  servers.push(server);
  server.listen(0, address);
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  return bound.port;
}

const hasIpv6Loopback = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .some(({ address }) => address === '::1');

describe('a port that a person chose', () => {
  it('may be one that nobody listens on', async () => {
    await expect(assertPortIsFree(await freePort(), 'localhost', 'the portal')).resolves.toBeUndefined();
  });

  it.each(['127.0.0.1', ...(hasIpv6Loopback ? ['::1'] : [])])(
    'is refused when it is taken on %s',
    async (address) => {
      const port = await occupy(address);
      await expect(assertPortIsFree(port, address, 'the portal')).rejects.toThrow(
        `Port ${port} (the portal) is taken by another program.`,
      );
    },
  );

  it('is free when an address that the name has is not one of this machine', async () => {
    const documentation = '2001:db8::1'; // RFC 3849: nobody has it
    await expect(assertPortIsFree(await freePort(), documentation, 'the portal')).resolves.toBeUndefined();
  });
});

describe('free ports', () => {
  it('are all different', async () => {
    const names = Array.from({ length: 200 }, (_, at) => `service-${at}`);
    expect(new Set(Object.values(await freePorts(names))).size).toBe(200);
  });

  it('are found for what was not given', async () => {
    const ports = await choosePorts({ portal: 3000 });
    expect(ports.portal).toBe(3000);
    expect(Object.values(ports).every((port) => port > 0)).toBe(true);
  });
});
