import { at, listAt, type Manifest, nameOf, textAt } from '../manifests/manifest.ts';
import { type Cluster, ofKind, type Rule, selects, workloadsOf } from './cluster.ts';

const targetOf = (cluster: Cluster, autoscaler: Manifest) =>
  workloadsOf(cluster).find(
    ({ manifest, namespace }) =>
      namespace === autoscaler.metadata.namespace &&
      manifest.kind === textAt(autoscaler, 'spec', 'scaleTargetRef', 'kind') &&
      manifest.metadata.name === textAt(autoscaler, 'spec', 'scaleTargetRef', 'name'),
  );

const isScaled = (cluster: Cluster, workload: Manifest): boolean =>
  ofKind(cluster, 'HorizontalPodAutoscaler').some((one) => targetOf(cluster, one)?.manifest === workload);

/** How many there are, and how many may be missing. */
export const scalingRules: Readonly<Record<string, Rule>> = {
  'autoscalers lead to a workload whose number nobody else sets': (cluster) =>
    ofKind(cluster, 'HorizontalPodAutoscaler').flatMap((autoscaler) => {
      const target = targetOf(cluster, autoscaler);
      if (target === undefined) return [`${nameOf(autoscaler)}: it leads nowhere`];
      return at(target.manifest, 'spec', 'replicas') === undefined
        ? []
        : [`${target.name}: replicas and an autoscaler`];
    }),

  'autoscalers know the CPU, whatever else they go by': (cluster) =>
    ofKind(cluster, 'HorizontalPodAutoscaler')
      .filter(
        (one) =>
          !listAt(one, 'spec', 'metrics').some((metric) => textAt(metric, 'resource', 'name') === 'cpu'),
      )
      .map((one) => `${nameOf(one)}: it has nothing to fall back on`),

  'autoscalers leave room': (cluster) =>
    ofKind(cluster, 'HorizontalPodAutoscaler').flatMap((one) => {
      const [least, most] = [Number(at(one, 'spec', 'minReplicas')), Number(at(one, 'spec', 'maxReplicas'))];
      return least >= 2 && most > least ? [] : [`${nameOf(one)}: from ${least} to ${most}`];
    }),

  'where several run, a drained node takes one at a time': (cluster) =>
    workloadsOf(cluster)
      .filter(({ manifest }) => isScaled(cluster, manifest) || Number(at(manifest, 'spec', 'replicas')) > 1)
      .filter(
        ({ namespace, labels }) =>
          !ofKind(cluster, 'PodDisruptionBudget').some(
            (budget) =>
              budget.metadata.namespace === namespace &&
              selects(at(budget, 'spec', 'selector'), labels) &&
              at(budget, 'spec', 'maxUnavailable') === 1,
          ),
      )
      .map(({ name }) => `${name}: there is no disruption budget`),

  'disruption budgets are for one workload each': (cluster) =>
    ofKind(cluster, 'PodDisruptionBudget').flatMap((budget) => {
      const met = workloadsOf(cluster).filter(
        ({ namespace, labels }) =>
          namespace === budget.metadata.namespace && selects(at(budget, 'spec', 'selector'), labels),
      );
      return met.length === 1 ? [] : [`${nameOf(budget)}: it is for ${met.length} workloads`];
    }),

  'where several run, they spread over nodes': (cluster) =>
    workloadsOf(cluster)
      .filter(
        ({ manifest }) =>
          manifest.kind === 'Deployment' &&
          (isScaled(cluster, manifest) || Number(at(manifest, 'spec', 'replicas')) > 1),
      )
      .filter(({ pod, labels }) => {
        const spread = listAt(pod, 'topologySpreadConstraints').filter(
          (one) => textAt(one, 'topologyKey') === 'kubernetes.io/hostname',
        );
        const apart = listAt(
          pod,
          'affinity',
          'podAntiAffinity',
          'requiredDuringSchedulingIgnoredDuringExecution',
        );
        return ![...spread, ...apart].some((one) => selects(at(one, 'labelSelector'), labels));
      })
      .map(({ name }) => `${name}: all may sit on one node`),

  'an update takes nobody away before another is ready': (cluster) =>
    workloadsOf(cluster)
      .filter(
        ({ manifest }) =>
          manifest.kind === 'Deployment' && textAt(manifest, 'spec', 'strategy', 'type') !== 'Recreate',
      )
      .filter(({ labels }) => textAt(labels, 'app.kubernetes.io/name') !== 'bridge')
      .filter(({ manifest }) => at(manifest, 'spec', 'strategy', 'rollingUpdate', 'maxUnavailable') !== 0)
      .map(({ name }) => `${name}: maxUnavailable`),

  'what keeps its state in memory is there once': (cluster) =>
    workloadsOf(cluster)
      .filter(({ labels }) => ['prosody', 'jicofo'].includes(textAt(labels, 'app.kubernetes.io/name')))
      .filter(
        ({ manifest }) =>
          at(manifest, 'spec', 'replicas') !== 1 ||
          textAt(manifest, 'spec', 'strategy', 'type') !== 'Recreate',
      )
      .map(({ name }) => `${name}: two of it in a shard`),
};
