import { readFileSync } from 'node:fs';
import path from 'node:path';
import { at, isObject, listAt, type Manifest, nameOf, textAt, textsAt } from '../manifests/manifest.ts';
import {
  type Cluster,
  containersOf,
  KUBERNETES,
  ofKind,
  type Rule,
  secretKeys,
  selects,
  type Workload,
  workloadsOf,
} from './cluster.ts';

const SECRET_NAME = /SECRET|PASSWORD|PASS$|TOKEN|PRIVATE_KEY|_KEY$/;
/** Where the monitoring of the cluster lives; it is not ours to make. */
const FOREIGN_NAMESPACES = ['monitoring'];

/** The host of an address; empty when it is none. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

const selectedBy = (cluster: Cluster, { metadata }: Manifest, selector: unknown): readonly Workload[] =>
  workloadsOf(cluster).filter(
    ({ namespace, labels }) =>
      namespace === metadata.namespace &&
      isObject(selector as never) &&
      selects({ matchLabels: selector as never }, labels),
  );

/** Names lead to something. */
export const referenceRules: Readonly<Record<string, Rule>> = {
  'every namespace is made here': (cluster) => {
    const made = [
      ...ofKind(cluster, 'Namespace').map(({ metadata }) => metadata.name),
      ...FOREIGN_NAMESPACES,
    ];
    return cluster.manifests
      .filter(({ kind, metadata }) => kind !== 'Namespace' && !made.includes(metadata.namespace ?? ''))
      .map((manifest) => `${nameOf(manifest)}: its namespace is not there`);
  },

  'workloads select their own pods': (cluster) =>
    workloadsOf(cluster)
      .filter(({ manifest }) => manifest.kind !== 'Job')
      .filter(({ manifest, labels }) => !selects(at(manifest, 'spec', 'selector'), labels))
      .map(({ name }) => `${name}: its selector does not meet its pods`),

  'services lead to one workload, at ports that it has': (cluster) =>
    ofKind(cluster, 'Service').flatMap((service) => {
      const [workload, ...others] = selectedBy(cluster, service, at(service, 'spec', 'selector'));
      if (workload === undefined || others.length > 0)
        return [`${nameOf(service)}: it leads to none or several`];
      const ports = workload.containers.flatMap((one) =>
        listAt(one, 'ports').map((port) => textAt(port, 'name')),
      );
      return listAt(service, 'spec', 'ports')
        .filter((port) => !ports.includes(textAt(port, 'targetPort')))
        .map((port) => `${nameOf(service)}: there is no port ${textAt(port, 'targetPort')}`);
    }),

  'addresses inside the cluster lead to services': (cluster) => {
    const texts = [
      ...ofKind(cluster, 'ConfigMap').flatMap((map) =>
        Object.entries((at(map, 'data') ?? {}) as object).map(
          ([key, value]) => [`${nameOf(map)} ${key}`, String(value), map.metadata.namespace ?? ''] as const,
        ),
      ),
      ...containersOf(cluster).flatMap(({ container, workload, name }) =>
        listAt(container, 'env').map(
          (one) => [`${name} ${textAt(one, 'name')}`, textAt(one, 'value'), workload.namespace] as const,
        ),
      ),
    ];
    return texts.flatMap(([where, text, own]) =>
      [
        ...text
          .replaceAll('$(POD_NAMESPACE)', own)
          .matchAll(/([a-z0-9-]+)\.([a-z0-9-]+)\.svc\.cluster\.local(?::(\d+))?/g),
      ].flatMap(([address, name, namespace, port]) => {
        const service = ofKind(cluster, 'Service').find(
          ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
        );
        const isThere =
          service !== undefined &&
          (port === undefined ||
            listAt(service, 'spec', 'ports').some((one) => at(one, 'port') === Number(port)));
        return isThere ? [] : [`${where}: ${address} leads nowhere`];
      }),
    );
  },

  'the ingress leads to a service, over TLS, under the public address': (cluster) =>
    ofKind(cluster, 'Ingress').flatMap((ingress) => {
      const settings = ofKind(cluster, 'ConfigMap').find(
        ({ metadata }) => metadata.name === 'greenroom-settings',
      );
      const host = hostOf(textAt(settings, 'data', 'PUBLIC_URL'));
      const rules = listAt(ingress, 'spec', 'rules');
      const backends = rules
        .flatMap((rule) => listAt(rule, 'http', 'paths'))
        .map((one) => at(one, 'backend', 'service'));
      const services = ofKind(cluster, 'Service').filter(
        ({ metadata }) => metadata.namespace === ingress.metadata.namespace,
      );
      return [
        ...rules
          .filter((rule) => textAt(rule, 'host') !== host)
          .map((rule) => `${nameOf(ingress)}: ${textAt(rule, 'host')} is not the public address`),
        ...(listAt(ingress, 'spec', 'tls').some(
          (tls) => listAt(tls, 'hosts').includes(host) && secretKeys().has(textAt(tls, 'secretName')),
        )
          ? []
          : [`${nameOf(ingress)}: no TLS for ${host}`]),
        ...backends
          .filter(
            (backend) =>
              !services.some(
                (service) =>
                  service.metadata.name === textAt(backend, 'name') &&
                  listAt(service, 'spec', 'ports').some(
                    (port) => textAt(port, 'name') === textAt(backend, 'port', 'name'),
                  ),
              ),
          )
          .map((backend) => `${nameOf(ingress)}: ${textAt(backend, 'name')} is not there`),
      ];
    }),

  'settings that are named are there': (cluster) =>
    containersOf(cluster).flatMap(({ workload, container, name }) => {
      const find = (map: string) =>
        ofKind(cluster, 'ConfigMap').find(
          ({ metadata }) => metadata.name === map && metadata.namespace === workload.namespace,
        );
      const whole = listAt(container, 'envFrom')
        .map((one) => textAt(one, 'configMapRef', 'name'))
        .filter(Boolean);
      const single = listAt(container, 'env')
        .map((one) => at(one, 'valueFrom', 'configMapKeyRef'))
        .filter((one) => one !== undefined);
      return [
        ...whole
          .filter((map) => find(map) === undefined)
          .map((map) => `${name}: the settings ${map} are not there`),
        ...single
          .filter((one) => textAt(find(textAt(one, 'name')), 'data', textAt(one, 'key')) === '')
          .map((one) => `${name}: the setting ${textAt(one, 'key')} is not there`),
      ];
    }),

  'secrets are named in secrets.keys': (cluster) =>
    containersOf(cluster).flatMap(({ container, name }) => {
      const whole = listAt(container, 'envFrom')
        .map((one) => textAt(one, 'secretRef', 'name'))
        .filter(Boolean);
      const single = listAt(container, 'env')
        .map((one) => at(one, 'valueFrom', 'secretKeyRef'))
        .filter((one) => one !== undefined);
      return [
        ...whole
          .filter((secret) => !secretKeys().has(secret))
          .map((secret) => `${name}: nobody makes the secret ${secret}`),
        ...single
          .filter(
            (one) => secretKeys().get(textAt(one, 'name'))?.needed.includes(textAt(one, 'key')) !== true,
          )
          .map((one) => `${name}: nobody makes ${textAt(one, 'name')}.${textAt(one, 'key')}`),
      ];
    }),

  'no secret stands in a manifest': (cluster) => [
    ...ofKind(cluster, 'Secret').map((secret) => `${nameOf(secret)}: a secret`),
    ...ofKind(cluster, 'ConfigMap').flatMap((map) =>
      Object.entries((at(map, 'data') ?? {}) as Record<string, string>)
        .filter(([key, value]) => SECRET_NAME.test(key) || /:\/\/[^/\s:@]+:[^/\s@]+@/.test(value))
        .map(([key]) => `${nameOf(map)}: ${key} is a secret`),
    ),
    ...containersOf(cluster).flatMap(({ container, name }) =>
      listAt(container, 'env')
        .filter((one) => SECRET_NAME.test(textAt(one, 'name')) && at(one, 'value') !== undefined)
        .map((one) => `${name}: ${textAt(one, 'name')} is a secret`),
    ),
  ],

  'what must not reach outside comes from inside': (cluster) => {
    if (cluster.overlay !== 'airgapped') return [];
    const lines = readFileSync(path.join(KUBERNETES, 'overlays/airgapped/images.txt'), 'utf8')
      .trim()
      .split('\n');
    const copied = lines.map((line) => line.split(' ')[1] ?? '');
    const used = [...new Set(containersOf(cluster).map(({ container }) => textAt(container, 'image')))];
    return [
      ...used
        .filter((image) => !image.startsWith('registry.internal.example/'))
        .map((image) => `${image} comes from outside`),
      ...used.filter((image) => !copied.includes(image)).map((image) => `${image} is not in images.txt`),
      ...copied.filter((image) => !used.includes(image)).map((image) => `${image} of images.txt is not used`),
      ...ofKind(cluster, 'NetworkPolicy')
        .filter((policy) => JSON.stringify(at(policy, 'spec', 'egress') ?? null).includes('0.0.0.0/0'))
        .map((policy) => `${nameOf(policy)}: it lets everything out`),
      ...workloadsOf(cluster)
        .filter(({ pod }) => listAt(pod, 'imagePullSecrets').length === 0)
        .map(({ name }) => `${name}: it has no way into the registry`),
    ];
  },

  'the queue refuses rather than forgets': (cluster) =>
    containersOf(cluster)
      .filter(({ container }) => textAt(container, 'name') === 'redis')
      .filter(
        ({ container }) => !textsAt(container, 'args').join(' ').includes('maxmemory-policy noeviction'),
      )
      .map(({ name }) => `${name}: it forgets when it is full`),
};
