import { at, isObject, type Json, listAt, type Manifest, nameOf, textAt } from '../manifests/manifest.ts';
import { type Cluster, ofKind, type Rule, selects, type Workload, workloadsOf } from './cluster.ts';

/** Where requests come from that no workload of ours makes. */
type Peer = { readonly name: string; readonly namespace: string; readonly labels: Json };

const named = (cluster: Cluster, name: string): readonly Workload[] =>
  workloadsOf(cluster).filter(({ labels }) => textAt(labels, 'app.kubernetes.io/name') === name);

function namespaceLabels(cluster: Cluster, namespace: string): Json {
  const found = ofKind(cluster, 'Namespace').find(({ metadata }) => metadata.name === namespace);
  const own = at(found, 'metadata', 'labels');
  return { ...(isObject(own) ? own : {}), 'kubernetes.io/metadata.name': namespace };
}

const policiesFor = (cluster: Cluster, { namespace, labels }: Peer, direction: 'Ingress' | 'Egress') =>
  ofKind(cluster, 'NetworkPolicy').filter(
    (policy) =>
      policy.metadata.namespace === namespace &&
      listAt(policy, 'spec', 'policyTypes').includes(direction) &&
      selects(at(policy, 'spec', 'podSelector'), labels),
  );

function peerMeets(cluster: Cluster, peer: Json, policy: Manifest, other: Peer): boolean {
  const spaces = at(peer, 'namespaceSelector');
  const pods = at(peer, 'podSelector');
  if (spaces === undefined && pods === undefined) return false;
  const inSpace =
    spaces === undefined
      ? other.namespace === policy.metadata.namespace
      : selects(spaces, namespaceLabels(cluster, other.namespace));
  return inSpace && (pods === undefined || selects(pods, other.labels));
}

function portMeets(port: Json, wanted: number, target: Workload | undefined): boolean {
  const value = at(port, 'port');
  if (typeof value === 'number') return value === wanted;
  const ports = (target?.containers ?? []).flatMap((container) => listAt(container, 'ports'));
  return ports.some((one) => textAt(one, 'name') === value && at(one, 'containerPort') === wanted);
}

/** Whether the policies of each of two let the one reach the other at a port. */
function sidesAllow(
  cluster: Cluster,
  from: Peer,
  to: Workload,
  port: number,
): { readonly out: boolean; readonly in: boolean } {
  const allows = (policy: Manifest, field: 'ingress' | 'egress', other: Peer) =>
    listAt(policy, 'spec', field).some((rule) => {
      const peers = listAt(rule, field === 'ingress' ? 'from' : 'to');
      const ports = listAt(rule, 'ports');
      return (
        (peers.length === 0 || peers.some((peer) => peerMeets(cluster, peer, policy, other))) &&
        (ports.length === 0 || ports.some((one) => portMeets(one, port, to)))
      );
    });
  const isOurs = ofKind(cluster, 'Namespace').some(({ metadata }) => metadata.name === from.namespace);
  const out = !isOurs || policiesFor(cluster, from, 'Egress').some((policy) => allows(policy, 'egress', to));
  return { out, in: policiesFor(cluster, to, 'Ingress').some((policy) => allows(policy, 'ingress', from)) };
}

/** Whether the policies let one reach the other at a port. */
function isAllowed(cluster: Cluster, from: Peer, to: Workload, port: number): boolean {
  const sides = sidesAllow(cluster, from, to, port);
  return sides.out && sides.in;
}

/** Who has to reach whom, by their names, at which port of the container; from `namespace/` for what is not ours. */
const NEEDED = [
  ['ingress-nginx/', 'greenroom-web', 8080],
  ['greenroom-web', 'greenroom-api', 3001],
  ['greenroom-web', 'jitsi-web', 8000],
  ['greenroom-api', 'prosody', 5280],
  ['greenroom-worker', 'prosody', 5280],
  ['jitsi-web', 'prosody', 5280],
  ['prosody', 'greenroom-api', 3001],
  ['jicofo', 'prosody', 5222],
  ['bridge', 'prosody', 5222],
  ['greenroom-api', 'postgresql', 5432],
  ['greenroom-worker', 'postgresql', 5432],
  ['greenroom-migrations', 'postgresql', 5432],
  ['greenroom-api', 'redis', 6379],
  ['greenroom-worker', 'redis', 6379],
  ['monitoring/', 'greenroom-api', 3001],
  ['monitoring/', 'greenroom-worker', 3002],
  ['monitoring/', 'bridge', 8080],
  ['monitoring/', 'jicofo', 8888],
] as const;

/** Who must not reach whom. */
const FORBIDDEN = [
  ['ingress-nginx/', 'greenroom-api', 3001],
  ['ingress-nginx/', 'postgresql', 5432],
  ['greenroom-web', 'postgresql', 5432],
  ['greenroom-web', 'redis', 6379],
  ['greenroom-web', 'prosody', 5280],
  ['jitsi-web', 'greenroom-api', 3001],
  ['bridge', 'greenroom-api', 3001],
  ['jicofo', 'postgresql', 5432],
  ['prosody', 'postgresql', 5432],
  ['prosody', 'greenroom-worker', 3002],
] as const;

const peersOf = (cluster: Cluster, from: string): readonly Peer[] =>
  from.endsWith('/') ? [{ name: from, namespace: from.slice(0, -1), labels: {} }] : named(cluster, from);

/** Shards do not speak to each other: what belongs to one is asked for inside of it. */
const isSameShard = (from: Peer, to: Workload): boolean => {
  const shardOf = (namespace: string) => /-(?:shard|bridges)-(\w+)$/.exec(namespace)?.[1];
  const [a, b] = [shardOf(from.namespace), shardOf(to.namespace)];
  return a === undefined || b === undefined || a === b;
};

/** Nothing reaches anything, save what has to. */
export const networkRules: Readonly<Record<string, Rule>> = {
  'nothing is allowed where nothing is said': (cluster) =>
    [...new Set(workloadsOf(cluster).map(({ namespace }) => namespace))].flatMap((namespace) => {
      const closed = ofKind(cluster, 'NetworkPolicy').some(
        (policy) =>
          policy.metadata.namespace === namespace &&
          JSON.stringify(at(policy, 'spec')) === '{"podSelector":{},"policyTypes":["Ingress","Egress"]}',
      );
      return closed ? [] : [`${namespace}: there is no default-deny`];
    }),

  'policies are for pods that there are': (cluster) =>
    ofKind(cluster, 'NetworkPolicy')
      .filter(
        (policy) =>
          !workloadsOf(cluster).some(
            ({ namespace, labels }) =>
              namespace === policy.metadata.namespace && selects(at(policy, 'spec', 'podSelector'), labels),
          ),
      )
      .map((policy) => `${nameOf(policy)}: it is for nobody`),

  'what has to be reached can be': (cluster) =>
    NEEDED.flatMap(([from, to, port]) =>
      peersOf(cluster, from).flatMap((peer) =>
        named(cluster, to)
          .filter((target) => isSameShard(peer, target) && !isAllowed(cluster, peer, target, port))
          .map((target) => `${peer.name} cannot reach ${target.name} at ${port}`),
      ),
    ),

  'what must not be reached cannot be': (cluster) =>
    FORBIDDEN.flatMap(([from, to, port]) =>
      peersOf(cluster, from).flatMap((peer) =>
        named(cluster, to)
          .filter((target) => isAllowed(cluster, peer, target, port))
          .map((target) => `${peer.name} reaches ${target.name} at ${port}`),
      ),
    ),

  'shards keep to themselves, on either side': (cluster) =>
    NEEDED.flatMap(([from, to, port]) =>
      peersOf(cluster, from).flatMap((peer) =>
        named(cluster, to)
          .filter((target) => !isSameShard(peer, target))
          .flatMap((target) => {
            const sides = sidesAllow(cluster, peer, target, port);
            return [
              ...(sides.out ? [`${peer.name} may go to ${target.name} of another shard`] : []),
              ...(sides.in ? [`${target.name} takes ${peer.name} of another shard in`] : []),
            ];
          }),
      ),
    ),

  'names can be looked up from everywhere': (cluster) =>
    workloadsOf(cluster)
      .filter(({ labels }) => !['postgresql', 'redis'].includes(textAt(labels, 'app.kubernetes.io/name')))
      .filter(
        (workload) =>
          !policiesFor(cluster, workload, 'Egress').some((policy) =>
            listAt(policy, 'spec', 'egress').some((rule) =>
              listAt(rule, 'ports').some(
                (port) => at(port, 'port') === 53 && textAt(port, 'protocol') === 'UDP',
              ),
            ),
          ),
      )
      .map(({ name }) => `${name}: it cannot look up names`),

  "nothing reaches the cloud's own metadata": (cluster) =>
    ofKind(cluster, 'NetworkPolicy').flatMap((policy) =>
      listAt(policy, 'spec', 'egress')
        .flatMap((rule) => listAt(rule, 'to'))
        .filter(
          (peer) =>
            textAt(peer, 'ipBlock', 'cidr') === '0.0.0.0/0' &&
            !listAt(peer, 'ipBlock', 'except').includes('169.254.0.0/16'),
        )
        .map(() => `${nameOf(policy)}: 169.254.0.0/16`),
    ),
};
