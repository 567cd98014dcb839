import { at, type Json, listAt, type Manifest, nameOf, textAt } from '../manifests/manifest.ts';
import { type Cluster, containersOf, ofKind, type Rule } from './cluster.ts';

/** A shard as somebody names it, and the namespace that its address leads to. */
type NamedShard = { readonly name: string; readonly namespace: string };

/** The shards of a list such as `a=http://prosody.greenroom-shard-a.svc.cluster.local:5280/greenroom,b=…`. */
const shardsIn = (list: string): readonly NamedShard[] =>
  list
    .split(',')
    .filter(Boolean)
    .map((one) => {
      const [name = '', address = ''] = one.split('=');
      const host = URL.canParse(address) ? new URL(address).hostname : '';
      return { name, namespace: host.split('.')[1] ?? '' };
    });

const settingsOf = (cluster: Cluster): Manifest | undefined =>
  ofKind(cluster, 'ConfigMap').find(({ metadata }) => metadata.name === 'greenroom-settings');

/** The settings of each shard that runs here. */
const runningShards = (cluster: Cluster): readonly Manifest[] =>
  ofKind(cluster, 'ConfigMap').filter(({ metadata }) => metadata.name === 'jitsi-settings');

const environmentOf = (container: Json | undefined, name: string): string =>
  textAt(
    listAt(container, 'env').find((one) => textAt(one, 'name') === name),
    'value',
  );

/** API, portal, Prosody and bridges mean the same by the name of a shard. */
export const shardRules: Readonly<Record<string, Rule>> = {
  'API and portal know the shards that run, by their names': (cluster) => {
    const web = containersOf(cluster).find(({ container }) => textAt(container, 'name') === 'web')?.container;
    const lists = {
      'the API': shardsIn(textAt(settingsOf(cluster), 'data', 'JITSI_SHARDS')),
      'the portal': shardsIn(environmentOf(web, 'JITSI_SHARD_URLS')),
    };
    const running = runningShards(cluster).map((map): NamedShard => ({
      name: textAt(map, 'data', 'GREENROOM_SHARD'),
      namespace: map.metadata.namespace ?? '',
    }));
    const isSame = (one: NamedShard, other: NamedShard) =>
      one.name === other.name && one.namespace === other.namespace;
    return Object.entries(lists).flatMap(([who, known]) => [
      ...running
        .filter((shard) => !known.some((one) => isSame(one, shard)))
        .map(({ name, namespace }) => `${who} does not know the shard ${name} of ${namespace}`),
      ...known
        .filter((shard) => !running.some((one) => isSame(one, shard)))
        .map(({ name, namespace }) => `${who} names a shard ${name} in ${namespace}, where there is none`),
    ]);
  },

  'shards have names of their own': (cluster) => {
    const names = runningShards(cluster).map((map) => textAt(map, 'data', 'GREENROOM_SHARD'));
    return names
      .filter((name, index) => name === '' || names.indexOf(name) !== index)
      .map((name) => `two shards are called "${name}"`);
  },

  'Prosody reads the name of its shard': (cluster) =>
    containersOf(cluster)
      .filter(({ container }) => textAt(container, 'name') === 'prosody')
      .filter(
        ({ container }) =>
          !listAt(container, 'envFrom').some(
            (one) => textAt(one, 'configMapRef', 'name') === 'jitsi-settings',
          ) || listAt(container, 'env').some((one) => textAt(one, 'name') === 'GREENROOM_SHARD'),
      )
      .map(({ name }) => `${name}: it does not know its name`),

  'API and shards agree on domain and tokens': (cluster) =>
    runningShards(cluster).flatMap((map) =>
      [
        ['XMPP_DOMAIN', 'JITSI_DOMAIN', 'the domains differ'],
        ['JITSI_APP_ID', 'JITSI_APP_ID', 'the app ids differ'],
      ]
        .filter(([own = '', ours = '']) => at(map, 'data', own) !== at(settingsOf(cluster), 'data', ours))
        .map(([, , words]) => `${nameOf(map)}: ${words}`),
    ),

  'bridges belong to the shard of their name': (cluster) =>
    containersOf(cluster)
      .filter(({ container }) => textAt(container, 'name') === 'bridge')
      .filter(
        ({ workload, container }) =>
          environmentOf(container, 'XMPP_SERVER').split('.')[1] !==
          workload.namespace.replace('-bridges-', '-shard-'),
      )
      .map(({ name }) => `${name}: it joins another shard`),

  'every shard has bridges': (cluster) =>
    runningShards(cluster)
      .map(({ metadata }) => metadata.namespace ?? '')
      .filter(
        (namespace) =>
          !containersOf(cluster).some(
            ({ workload, container }) =>
              textAt(container, 'name') === 'bridge' &&
              workload.namespace === namespace.replace('-shard-', '-bridges-') &&
              at(workload.manifest, 'spec', 'replicas') !== 0,
          ),
      )
      .map((namespace) => `${namespace}: it has no bridges`),

  'shards let nobody in without a token': (cluster) =>
    runningShards(cluster).flatMap((map) =>
      Object.entries({
        ENABLE_AUTH: '1',
        ENABLE_GUESTS: '0',
        AUTH_TYPE: 'jwt',
        JICOFO_ENABLE_AUTH: '0',
        ENABLE_AUTO_OWNER: '0',
      })
        .filter(([key, value]) => textAt(map, 'data', key) !== value)
        .map(([key]) => `${nameOf(map)}: ${key}`),
    ),
};
