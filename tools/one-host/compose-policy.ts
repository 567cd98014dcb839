import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../launcher/paths.ts';
import { type ComposeFile, DEPLOYMENT, type Service, readSettings } from './compose.ts';

/** A rule: what is wrong with a service, nothing when it is kept. */
type Rule = (name: string, service: Service, file: ComposeFile) => (string | false | undefined)[];

/** The images of Jitsi run as their own user, under a supervisor that has to become it. */
const JITSI = ['jitsi-web', 'prosody', 'jicofo', 'jvb', 'jibri'];
/** Runs for a moment, as the super-user of its container, and hands files to the users of others. */
const HELPER = 'certbot';
/** What may be had beyond nothing; coturn's program is marked to need it, and cannot be started without. */
const CAPABILITIES: Readonly<Record<string, readonly string[]>> = {
  certbot: ['CHOWN', 'DAC_OVERRIDE', 'NET_BIND_SERVICE'],
  coturn: ['NET_BIND_SERVICE'],
};
/** Everything that can be reached from outside. */
const PORTS: Readonly<Record<string, readonly string[]>> = {
  proxy: ['80:8080/tcp', '443:8443/tcp'],
  coturn: ['3478:3478/udp'],
  jvb: ['10000:10000/udp'],
};
/** Who may call others than those of this machine. */
const OUTSIDE = ['proxy', 'api', 'worker', 'certbot', 'coturn', 'jvb', 'jibri'];
const DATABASE_USERS = ['api', 'worker', 'migrations', 'postgres', 'redis'];
/** Where the names of a service's settings are defined. */
const DEFINED_IN: Readonly<Record<string, string>> = {
  api: 'apps/api/src/env.ts',
  worker: 'apps/api/src/env.ts',
  migrations: 'apps/api/src/env.ts',
  web: 'deploy/images/web/start.sh',
  proxy: 'deploy/jitsi/proxy/start.sh',
  coturn: 'deploy/jitsi/coturn/start.sh',
};
/** What makes the rooms strict. */
const FIXED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  api: { TRUSTED_PROXIES: '2', JITSI_PEER_TO_PEER: 'false', NODE_ENV: 'production' },
  worker: { TRUSTED_PROXIES: '2', JITSI_PEER_TO_PEER: 'false', NODE_ENV: 'production' },
  prosody: {
    ENABLE_AUTH: '1',
    AUTH_TYPE: 'jwt',
    ENABLE_GUESTS: '0',
    // Prosody takes no empty key for one.
    JITSI_APP_SECRET_PREVIOUS: '${JITSI_APP_SECRET_PREVIOUS:-${JITSI_APP_SECRET}}',
  },
  jicofo: { JICOFO_ENABLE_AUTH: '0', ENABLE_AUTO_OWNER: '0' },
  jvb: { JVB_DISABLE_STUN: '1', JVB_REQUIRE_VALID_ADDRESS: '1' },
  'jitsi-web': { ENABLE_GUESTS: '0', ENABLE_P2P: '0' },
};

type Networks = NonNullable<Service['networks']>;

const isList = (networks: Networks): networks is readonly string[] => Array.isArray(networks);

const networksOf = ({ networks = [] }: Service): readonly string[] =>
  isList(networks) ? networks : Object.keys(networks);

const environmentOf = ({ environment = {} }: Service): [string, string][] =>
  Object.entries(environment).map(([name, value]) => [name, value ?? '']);

const RULES: readonly Rule[] = [
  function isPinned(_name, { image }) {
    const [, variable = ''] = /^\$\{([A-Z0-9_]+_IMAGE)(?::\?[^}]+)?\}$/.exec(image) ?? [];
    return [
      !imageVariables().has(variable) && `its image "${image}" is not one of those that setup pins by digest`,
    ];
  },
  function keepsToItself(_name, { privileged, network_mode, pid, ipc, volumes = [] }) {
    return [
      privileged && 'is privileged',
      (network_mode ?? pid ?? ipc) !== undefined && 'shares a namespace with the machine',
      volumes.some((volume) => volume.includes('docker.sock')) && 'rules over the container engine',
    ];
  },
  function hasNoMoreRights(name, { user, cap_drop = [], cap_add = [], security_opt = [], read_only }) {
    const isOurs = !JITSI.includes(name);
    return [
      read_only !== true && 'may write to its own files',
      isOurs && !cap_drop.includes('ALL') && 'keeps capabilities',
      isOurs && !security_opt.includes('no-new-privileges:true') && 'may gain privileges',
      cap_add.join() !== (CAPABILITIES[name] ?? []).join() && 'has other capabilities than it needs',
      isOurs && name !== HELPER && !/^[1-9]\d*:[1-9]\d*$/.test(user ?? '') && 'runs as the super-user',
    ];
  },
  function isLookedAfter(_name, { restart, healthcheck, logging, deploy }) {
    const limits = deploy?.resources?.limits ?? {};
    return [
      restart === undefined && 'is not started again',
      healthcheck === undefined && 'has no health check',
      logging === undefined && 'has no bound to its log',
      ...['cpus', 'memory', 'pids'].map((limit) => limits[limit] === undefined && `has no limit of ${limit}`),
    ];
  },
  function isReachedWhereItShould(name, { ports = [] }) {
    return ports.map((port) => !(PORTS[name] ?? []).includes(port) && `publishes ${port}`);
  },
  function isInItsNetworks(name, service, { networks }) {
    const own = networksOf(service);
    return [
      own.length === 0 && 'is in the default network',
      ...own.map((network) => !(network in networks) && `is in the unknown network ${network}`),
      own.includes('outside') && !OUTSIDE.includes(name) && 'can call the world',
      own.includes('data') && !DATABASE_USERS.includes(name) && 'reaches the database',
    ];
  },
  function mountsWhatThereIs(_name, { volumes = [] }, file) {
    return volumes.map((volume) => {
      const [source = '', , mode] = volume.split(':');
      if (!source.startsWith('.')) return !(source in file.volumes) && `mounts the unknown volume ${source}`;
      if (!existsSync(path.join(DEPLOYMENT, source))) return `mounts ${source}, which does not exist`;
      return mode !== 'ro' && `may write to ${source}`;
    });
  },
  function waitsForWhatThereIs(_name, { depends_on = {} }, file) {
    return Object.keys(depends_on).map(
      (other) => !(other in file.services) && `waits for the unknown ${other}`,
    );
  },
  function hasNoSecretOfItsOwn(_name, service) {
    return environmentOf(service).map(
      ([name, value]) =>
        /SECRET|PASSWORD|TOKEN|_KEY$|SID$/.test(name) &&
        !/^\$\{[A-Z0-9_]+/.test(value) &&
        `has ${name} written down`,
    );
  },
  function knowsItsSettings(name, service) {
    const file = DEFINED_IN[name];
    if (file === undefined) return [];
    const source = readFileSync(path.join(ROOT, file), 'utf8');
    const known = new Set(source.match(/\b[A-Z][A-Z0-9_]+\b/g));
    return environmentOf(service).map(
      ([setting]) => !known.has(setting) && `is given ${setting}, which ${file} does not know`,
    );
  },
  function givesProsodyWhatItReads(name, { environment = {} }) {
    if (name !== 'prosody') return [];
    const lines = readFileSync(path.join(DEPLOYMENT, 'prosody/jitsi-meet.cfg.lua'), 'utf8').split('\n');
    const read = lines
      .filter((line) => !/ or |_PREVIOUS/.test(line))
      .join('\n')
      .matchAll(/\bENV_([A-Z0-9_]+)/g);
    return [...read].map(([, setting = '']) => !(setting in environment) && `is not given ${setting}`);
  },
  function isStrict(name, { environment = {} }) {
    return Object.entries(FIXED[name] ?? {}).map(
      ([setting, value]) => environment[setting] !== value && `has ${setting} other than ${value}`,
    );
  },
];

/** Everything that is wrong with a compose file; empty when nothing is. */
export function violations(file: ComposeFile, text: string): string[] {
  const written = settingsOfSetup();
  const variables = new Set([...text.matchAll(/(?<!\$)\$\{([A-Z0-9_]+)/g)].map(([, name = '']) => name));
  const published = Object.values(file.services).flatMap(({ ports = [] }) => ports);
  return [
    ...Object.entries(file.services).flatMap(([name, service]) =>
      RULES.flatMap((rule) => rule(name, service, file)).flatMap((wrong) =>
        wrong ? [`${name} ${wrong}`] : [],
      ),
    ),
    ...[...variables].filter((name) => !written.has(name)).map((name) => `setup does not write ${name}`),
    ...Object.entries(file.networks)
      .filter(([name, network]) => name !== 'outside' && network?.internal !== true)
      .map(([name]) => `the network ${name} has a way out`),
    ...Object.values(PORTS)
      .flat()
      .filter((port) => !published.includes(port))
      .map((port) => `nobody publishes ${port}`),
  ];
}

/** What is wrong with the list of releases. */
export function imageViolations(images: ReadonlyMap<string, string>): string[] {
  const tags = [...images].map(([name, image]) => ({ name, image, tag: /:([^/:]+)$/.exec(image)?.[1] }));
  const jitsi = new Set(tags.filter(({ name }) => name.startsWith('JITSI_')).map(({ tag }) => tag));
  return [
    ...tags
      .filter(({ tag }) => tag === undefined || /latest|unstable|nightly/.test(tag))
      .map(({ name }) => `${name} has no release`),
    ...tags
      .filter(({ image }) => !/^[a-z0-9.-]+\.[a-z]+\//.test(image))
      .map(({ name }) => `${name} names no registry`),
    ...(jitsi.size === 1 ? [] : ['Jitsi is of several releases']),
  ];
}

/** The images that setup pins: those of the list, and our own. */
function imageVariables(): Set<string> {
  return new Set([...readSettings('images.env').keys(), 'API_IMAGE', 'WEB_IMAGE']);
}

/** The names of everything that setup writes. */
function settingsOfSetup(): Set<string> {
  const groups = readSettings('lib/settings.sh');
  const names = ['ASKED', 'OPTIONAL', 'GENERATED', 'CHOSEN'].flatMap((group) =>
    (groups.get(group) ?? '').replaceAll("'", '').split(' '),
  );
  return new Set([...names, ...imageVariables()]);
}
