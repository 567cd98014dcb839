import { describe, expect, test } from '@jest/globals';
import { imageViolations, violations } from './compose-policy.ts';
import { parseCompose, readComposeFile, readSettings, schemaErrors } from './compose.ts';

const shipped = readComposeFile();

/** Everything that the checks say of a compose file. */
function complaints(text: string): string[] {
  const file = parseCompose(text);
  return [...schemaErrors(file), ...violations(file, text)];
}

describe('the compose file', () => {
  test('is one by the specification, and keeps to our rules', () => {
    expect(complaints(shipped)).toEqual([]);
  });

  test('is made of releases, and one of Jitsi', () => {
    expect(imageViolations(readSettings('images.env'))).toEqual([]);
  });
});

/** Mistakes that somebody could make: what is written instead of what, and what has to be said of it. */
const MISTAKES: readonly [was: string, becomes: string, complaint: string | RegExp][] = [
  ['    stop_grace_period: 30s\n', '    stop_grace: 30s\n', 'must NOT have additional properties'],
  ['restart: unless-stopped', 'restart: [always]', '/restart must be string'],
  ['    shm_size: 256m\n', '    shm_sizes: 256m\n', 'must NOT have additional properties'],
  ['  portal: { internal: true }', '  portal: { internal: maybe-not }', 'the network portal has a way out'],
  ['image: ${PROXY_IMAGE:?run ./setup}', 'image: nginx:latest', 'proxy its image "nginx:latest" is not one'],
  ['image: ${API_IMAGE:?run ./setup}', 'image: ${API_IMAGE:-greenroom/api}', 'api its image'],
  ['image: ${REDIS_IMAGE:?run ./setup}', 'image: ${CACHE_IMAGE}', 'setup does not write CACHE_IMAGE'],
  ["    user: '101:101'\n", '    privileged: true\n', 'proxy is privileged'],
  ["    user: '101:101'\n", '', 'proxy runs as the super-user'],
  [
    "    user: '999:999'\n    environment:\n      REDIS",
    "    user: '0:0'\n    environment:\n      REDIS",
    'redis runs as the super-user',
  ],
  [
    '    networks: [outside]\n    healthcheck:\n      test: [CMD-SHELL',
    '    network_mode: host\n    healthcheck:\n      test: [CMD-SHELL',
    'coturn shares a namespace',
  ],
  ['  read_only: true\n  cap_drop:', '  read_only: false\n  cap_drop:', 'worker may write to its own files'],
  ['  cap_drop:\n    - ALL\n', '  cap_drop:\n    - NET_RAW\n', 'api keeps capabilities'],
  ['    - no-new-privileges:true', '    - apparmor:unconfined', 'postgres may gain privileges'],
  [
    '    cap_add:\n      - NET_BIND_SERVICE\n    entrypoint',
    '    entrypoint',
    'coturn has other capabilities',
  ],
  ['      - DAC_OVERRIDE\n', '      - SYS_ADMIN\n', 'certbot has other capabilities'],
  ['      TURN_SECRET: ${TURN_SECRET}', '      TURN_SECRET: north', 'coturn has TURN_SECRET written down'],
  ['      - 443:8443/tcp', '      - 443:8443/tcp\n      - 5432:5432', 'proxy publishes 5432:5432'],
  [
    '      - 3478:3478/udp',
    '      - 49152-65535:49152-65535/udp',
    /coturn publishes 49152.*|nobody publishes 3478/,
  ],
  [
    '    networks: [data]\n    depends_on',
    '    networks: [data, outside]\n    depends_on',
    'migrations can call the world',
  ],
  [
    '    networks: [portal, api, meet]',
    '    networks: [portal, api, meet, data]',
    'web reaches the database',
  ],
  [
    '    networks: [portal, api, meet]',
    '    networks: [portal, api, met]',
    'web is in the unknown network met',
  ],
  ['  data: { internal: true }', '  data: {}', 'the network data has a way out'],
  ['      - ./proxy:/greenroom/proxy:ro', '      - ./proxy:/greenroom/proxy', 'proxy may write to ./proxy'],
  ['      - ./prosody-plugins:/', '      - ./plugins:/', 'prosody mounts ./plugins, which does not exist'],
  [
    '      - challenges:/challenges:ro',
    '      - challenge:/challenges:ro',
    'proxy mounts the unknown volume challenge',
  ],
  [
    '      - redis:/data',
    '      - /var/run/docker.sock:/var/run/docker.sock',
    'redis rules over the container engine',
  ],
  [
    '      prosody: { condition: service_healthy }',
    '      xmpp: { condition: service_healthy }',
    'waits for the unknown xmpp',
  ],
  [
    "limits: { cpus: '4', memory: 3g, pids: 1024 }",
    "limits: { cpus: '4', pids: 1024 }",
    'jvb has no limit of memory',
  ],
  [
    '  DATABASE_URL: postgresql://greenroom:${POSTGRES_PASSWORD:?run ./setup}',
    '  POSTGRES_URL: postgresql://greenroom:${POSTGRES_PASSWORD}',
    'api is given POSTGRES_URL, which apps/api/src/env.ts does not know',
  ],
  ['PREVIOUS:-${JITSI_APP_SECRET}}', 'PREVIOUS}', 'prosody has JITSI_APP_SECRET_PREVIOUS other than'],
  ['      GREENROOM_API_URL: http://api:3001\n', '', 'prosody is not given GREENROOM_API_URL'],
  ['      WEB_ADDRESS: web:8080', '      UPSTREAM: web:8080', 'proxy is given UPSTREAM'],
  ["  TRUSTED_PROXIES: '2'", "  TRUSTED_PROXIES: '1'", 'api has TRUSTED_PROXIES other than 2'],
  [
    "  JITSI_PEER_TO_PEER: 'false'",
    "  JITSI_PEER_TO_PEER: 'true'",
    'worker has JITSI_PEER_TO_PEER other than false',
  ],
  ["      JICOFO_ENABLE_AUTH: '0'", "      ENABLE_AUTH: '1'", 'jicofo has JICOFO_ENABLE_AUTH other than 0'],
  [
    "      ENABLE_AUTO_OWNER: '0'",
    "      ENABLE_AUTO_OWNER: '1'",
    'jicofo has ENABLE_AUTO_OWNER other than 0',
  ],
  ["      ENABLE_GUESTS: '0'", "      ENABLE_GUESTS: '1'", 'jitsi-web has ENABLE_GUESTS other than 0'],
  ["      JVB_DISABLE_STUN: '1'\n", '', 'jvb has JVB_DISABLE_STUN other than 1'],
  [
    '${STRIPE_WEBHOOK_SECRET:?run ./setup}',
    '${STRIPE_HOOK_SECRET}',
    'setup does not write STRIPE_HOOK_SECRET',
  ],
];

test.each(MISTAKES)('a compose file with %j as %j is found out', (was, becomes, complaint) => {
  expect(shipped).toContain(was);
  const said = complaints(shipped.replace(was, () => becomes)).join('\n');
  if (typeof complaint === 'string') expect(said).toContain(complaint);
  else expect(said).toMatch(complaint);
});

test.each([
  ['REDIS_IMAGE', 'docker.io/library/redis:latest', 'REDIS_IMAGE has no release'],
  ['REDIS_IMAGE', 'docker.io/library/redis', 'REDIS_IMAGE has no release'],
  ['REDIS_IMAGE', 'redis:7.4', 'REDIS_IMAGE names no registry'],
  ['JITSI_JVB_IMAGE', 'ghcr.io/jitsi/jvb:stable-1', 'Jitsi is of several releases'],
])('a list of releases with %s as %s is found out', (name, image, complaint) => {
  expect(imageViolations(new Map([...readSettings('images.env'), [name, image]]))).toContain(complaint);
});
