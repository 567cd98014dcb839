import type { Rule } from './cluster.ts';
import { monitoringRules } from './monitoring.ts';
import { networkRules } from './network.ts';
import { referenceRules } from './references.ts';
import { scalingRules } from './scaling.ts';
import { shardRules } from './shards.ts';
import { workloadRules } from './workloads.ts';

/** Every rule that the overlays keep to, by what it says. */
export const rules: Readonly<Record<string, Rule>> = {
  ...workloadRules,
  ...referenceRules,
  ...shardRules,
  ...scalingRules,
  ...networkRules,
  ...monitoringRules,
};
