import { at, type JsonObject, listAt, textAt, textsAt } from '../manifests/manifest.ts';
import { containersOf, isBridgePool, ofKind, type Rule, workloadsOf } from './cluster.ts';

const seconds = (value: unknown): number => (typeof value === 'number' ? value : 0);
const isService = (kind: string): boolean => ['Deployment', 'StatefulSet'].includes(kind);
const envOf = (container: JsonObject, name: string): string =>
  textAt(
    listAt(container, 'env').find((one) => textAt(one, 'name') === name),
    'value',
  );

/** Minutes: the longest interview of the contract, and how long a room may go on after its end. */
export const LONGEST_INTERVIEW = 240;
const OVERTIME = 15;

/** What runs, and as whom. */
export const workloadRules: Readonly<Record<string, Rule>> = {
  'images come from a named registry, in a version that stands still': (cluster) =>
    containersOf(cluster).flatMap(({ container, name }) => {
      const image = textAt(container, 'image');
      const isPinned =
        /^[a-z0-9.-]+\.[a-z]+\/[a-z0-9./-]+(?::(?!latest$)[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/.test(image);
      return isPinned && /[:@]/.test(image) ? [] : [`${name}: the image ${image} is not pinned`];
    }),

  'what serves says whether it started, lives and is ready': (cluster) =>
    containersOf(cluster)
      .filter(({ workload, isInitial }) => isService(workload.manifest.kind) && !isInitial)
      .flatMap(({ container, name }) =>
        ['startupProbe', 'livenessProbe', 'readinessProbe']
          .filter((probe) => container[probe] === undefined)
          .map((probe) => `${name}: there is no ${probe}`),
      ),

  'probes ask ports that the container has': (cluster) =>
    containersOf(cluster).flatMap(({ container, name }) => {
      const ports = listAt(container, 'ports').map((port) => textAt(port, 'name'));
      return ['startupProbe', 'livenessProbe', 'readinessProbe'].flatMap((probe) => {
        const port =
          textAt(container, probe, 'httpGet', 'port') || textAt(container, probe, 'tcpSocket', 'port');
        return port === '' || ports.includes(port) ? [] : [`${name}: ${probe} asks ${port}`];
      });
    }),

  'liveness does not ask other services': (cluster) =>
    containersOf(cluster)
      .filter(({ container }) => textAt(container, 'livenessProbe', 'httpGet', 'path').includes('ready'))
      .map(({ name }) => `${name}: liveness depends on the database`),

  'memory is limited, and CPU and memory are asked for': (cluster) =>
    containersOf(cluster).flatMap(({ container, name }) =>
      [
        ['requests', 'cpu'],
        ['requests', 'memory'],
        ['limits', 'memory'],
      ]
        .filter((where) => at(container, 'resources', ...where) === undefined)
        .map((where) => `${name}: resources.${where.join('.')} is missing`),
    ),

  "Java's heap fits into the memory": (cluster) =>
    containersOf(cluster)
      .filter(({ container }) => ['jicofo', 'bridge'].includes(textAt(container, 'name')))
      .flatMap(({ container, name }) => {
        const heap = Number.parseInt(
          envOf(container, 'JICOFO_MAX_MEMORY') || envOf(container, 'VIDEOBRIDGE_MAX_MEMORY'),
        );
        const limit = Number.parseInt(textAt(container, 'resources', 'limits', 'memory')) * 1024;
        return heap <= limit * 0.75 ? [] : [`${name}: a heap of ${heap} MiB in ${limit} MiB`];
      }),

  'nothing runs as the super-user or can become it': (cluster) =>
    workloadsOf(cluster).flatMap(({ pod, name, containers }) => [
      ...(at(pod, 'securityContext', 'runAsNonRoot') === true ? [] : [`${name}: runAsNonRoot`]),
      ...(seconds(at(pod, 'securityContext', 'runAsUser')) > 0 ? [] : [`${name}: runAsUser`]),
      ...(textAt(pod, 'securityContext', 'seccompProfile', 'type') === 'RuntimeDefault'
        ? []
        : [`${name}: seccompProfile`]),
      ...containers.flatMap((container) => [
        ...(at(container, 'securityContext', 'allowPrivilegeEscalation') === false
          ? []
          : [`${name}: allowPrivilegeEscalation`]),
        ...(at(container, 'securityContext', 'privileged') === undefined ? [] : [`${name}: privileged`]),
        ...(listAt(container, 'securityContext', 'capabilities', 'drop').includes('ALL')
          ? []
          : [`${name}: capabilities`]),
        ...(listAt(container, 'securityContext', 'capabilities', 'add').length === 0
          ? []
          : [`${name}: capabilities are added`]),
      ]),
    ]),

  'file systems are read-only': (cluster) =>
    containersOf(cluster)
      .filter(({ container }) => at(container, 'securityContext', 'readOnlyRootFilesystem') !== true)
      .map(({ name }) => `${name}: readOnlyRootFilesystem`),

  'nothing of the node is used, save the port of a bridge': (cluster) =>
    workloadsOf(cluster).flatMap(({ pod, name, namespace, containers }) => [
      ...['hostNetwork', 'hostPID', 'hostIPC']
        .filter((field) => pod[field] !== undefined)
        .map((field) => `${name}: ${field}`),
      ...listAt(pod, 'volumes')
        .filter((volume) => at(volume, 'hostPath') !== undefined)
        .map(() => `${name}: hostPath`),
      ...containers
        .flatMap((container) => listAt(container, 'ports'))
        .filter((port) => at(port, 'hostPort') !== undefined)
        .filter(
          (port) =>
            !isBridgePool(cluster, namespace) ||
            at(port, 'hostPort') !== 10_000 ||
            textAt(port, 'protocol') !== 'UDP',
        )
        .map(() => `${name}: hostPort`),
    ]),

  'every workload has an account of its own, without a token': (cluster) =>
    workloadsOf(cluster).flatMap(({ pod, name, namespace }) => {
      const account = ofKind(cluster, 'ServiceAccount').find(
        ({ metadata }) =>
          metadata.name === textAt(pod, 'serviceAccountName') && metadata.namespace === namespace,
      );
      if (account === undefined) return [`${name}: its service account is not there`];
      const isWithout =
        pod.automountServiceAccountToken === false && account.automountServiceAccountToken === false;
      return isWithout ? [] : [`${name}: a token is mounted`];
    }),

  'services are not put into the environment': (cluster) =>
    workloadsOf(cluster)
      .filter(({ pod }) => pod.enableServiceLinks !== false)
      .map(({ name }) => `${name}: enableServiceLinks`),

  'namespaces keep to the profile restricted, save those of bridges': (cluster) =>
    ofKind(cluster, 'Namespace').flatMap(({ metadata }) => {
      const enforced = textAt(metadata, 'labels', 'pod-security.kubernetes.io/enforce');
      const wanted = isBridgePool(cluster, metadata.name) ? 'privileged' : 'restricted';
      const audited = textAt(metadata, 'labels', 'pod-security.kubernetes.io/audit');
      return enforced === wanted && audited === 'restricted'
        ? []
        : [`${metadata.name}: enforces ${enforced}`];
    }),

  'volumes are there, used, and bounded': (cluster) =>
    workloadsOf(cluster).flatMap(({ pod, name, containers, manifest }) => {
      const claims = listAt(manifest, 'spec', 'volumeClaimTemplates').map((claim) =>
        textAt(claim, 'metadata', 'name'),
      );
      const volumes = [...listAt(pod, 'volumes').map((volume) => textAt(volume, 'name')), ...claims];
      const mounts = containers.flatMap((container) =>
        listAt(container, 'volumeMounts').map((mount) => textAt(mount, 'name')),
      );
      return [
        ...mounts
          .filter((mount) => !volumes.includes(mount))
          .map((mount) => `${name}: the volume ${mount} is not there`),
        ...volumes
          .filter((volume) => !mounts.includes(volume))
          .map((volume) => `${name}: the volume ${volume} is not used`),
        ...listAt(pod, 'volumes')
          .filter(
            (volume) =>
              at(volume, 'emptyDir') !== undefined && at(volume, 'emptyDir', 'sizeLimit') === undefined,
          )
          .map(() => `${name}: an emptyDir without a limit`),
      ];
    }),

  'there is time to leave': (cluster) =>
    containersOf(cluster).flatMap(({ workload, container, name }) => {
      const grace = seconds(workload.pod.terminationGracePeriodSeconds);
      const pause = seconds(at(container, 'lifecycle', 'preStop', 'sleep', 'seconds'));
      const delay = Number(envOf(container, 'SHUTDOWN_DELAY_MS')) / 1000;
      const isLongEnough = workload.manifest.kind === 'Job' || grace >= pause + delay + 20;
      return isLongEnough ? [] : [`${name}: ${grace} s are too short to leave`];
    }),

  'what gets requests goes on answering them while it leaves': (cluster) =>
    containersOf(cluster)
      .filter(({ isInitial }) => !isInitial)
      .filter(({ workload }) => /greenroom-api|web$/.test(textAt(workload.labels, 'app.kubernetes.io/name')))
      .filter(({ container }) => Number(envOf(container, 'SHUTDOWN_DELAY_MS')) < 5000)
      .filter(({ container }) => seconds(at(container, 'lifecycle', 'preStop', 'sleep', 'seconds')) < 5)
      .map(({ name }) => `${name}: it closes before others know`),

  'a bridge drains for longer than an interview takes': (cluster) =>
    containersOf(cluster)
      .filter(({ workload }) => textAt(workload.labels, 'app.kubernetes.io/name') === 'bridge')
      .flatMap(({ workload, container, name }) => {
        const command = textsAt(container, 'lifecycle', 'preStop', 'exec', 'command').join(' ');
        const grace = seconds(workload.pod.terminationGracePeriodSeconds);
        return [
          ...(command.includes('graceful-shutdown') && command.includes('/colibri/shutdown')
            ? []
            : [`${name}: it does not drain`]),
          ...(envOf(container, 'SHUTDOWN_REST_ENABLED') === 'true'
            ? []
            : [`${name}: it cannot be told to drain`]),
          ...(grace >= (LONGEST_INTERVIEW + OVERTIME) * 60
            ? []
            : [`${name}: ${grace} s are shorter than an interview`]),
        ];
      }),

  'there is one bridge on a node, at the address of the node': (cluster) =>
    workloadsOf(cluster)
      .filter(({ labels }) => textAt(labels, 'app.kubernetes.io/name') === 'bridge')
      .flatMap(({ pod, name, containers }) => {
        const terms = listAt(
          pod,
          'affinity',
          'podAntiAffinity',
          'requiredDuringSchedulingIgnoredDuringExecution',
        );
        const apart = terms.some(
          (term) =>
            textAt(term, 'topologyKey') === 'kubernetes.io/hostname' &&
            at(term, 'namespaceSelector') !== undefined,
        );
        const address = containers
          .flatMap((one) => listAt(one, 'env'))
          .find((one) => textAt(one, 'name') === 'JVB_ADVERTISE_IPS');
        return [
          ...(apart ? [] : [`${name}: two may share a node`]),
          ...(textAt(address, 'valueFrom', 'fieldRef', 'fieldPath') === 'status.hostIP'
            ? []
            : [`${name}: its address is not the node's`]),
        ];
      }),

  'migrations run in the image of the API, and end': (cluster) =>
    ofKind(cluster, 'Job').length === 0
      ? ['there is no job for the migrations']
      : containersOf(cluster)
          .filter(({ workload }) => workload.manifest.kind === 'Job')
          .flatMap(({ workload, container, name }) => {
            const api = containersOf(cluster).find((one) => textAt(one.container, 'name') === 'api');
            return [
              ...(textAt(container, 'image') === textAt(api?.container, 'image')
                ? []
                : [`${name}: another image than the API's`]),
              ...(textsAt(container, 'args').join(' ') === 'node tools/migrate.mjs deploy'
                ? []
                : [`${name}: another command`]),
              ...(seconds(at(workload.manifest, 'spec', 'activeDeadlineSeconds')) > 0
                ? []
                : [`${name}: it has no end`]),
            ];
          }),
};
