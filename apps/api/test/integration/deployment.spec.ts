/** The manifests of deploy/k8s against the API itself: its settings, and the metrics that rules and dashboards are about. */
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { at, type Json, listAt, textAt } from '../../../../tools/deployment/manifests/manifest.ts';
import { render } from '../../../../tools/deployment/manifests/kustomize.ts';
import {
  type Cluster,
  containersOf,
  KUBERNETES,
  ofKind,
  secretKeys,
} from '../../../../tools/deployment/policies/cluster.ts';
import { ShardGauges } from '../../src/conference/shard-gauges.ts';
import { ShardsService } from '../../src/conference/shards.service.ts';
import { parseEnvironment } from '../../src/env.ts';
import { Metrics } from '../../src/observability/metrics.ts';
import { OperationalGauges } from '../../src/observability/operational-gauges.ts';
import { PlannedRoomsRepository } from '../../src/observability/planned-rooms.repository.ts';
import { Database } from '../../src/platform/database/database.ts';
import { DueWorkRegistry } from '../../src/platform/due-work/due-work-registry.ts';
import { startApplication } from '../support/application.ts';

const clusterOf = (overlay: string): Cluster => ({
  overlay,
  manifests: render(path.join(KUBERNETES, 'overlays', overlay)),
});

/** What the secret could hold. */
const SECRETS: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgresql://greenroom:f00dface@postgresql:5432/greenroom',
  REDIS_URL: 'redis://:f00dface@redis:6379',
  SMTP_URL: 'smtps://user:f00dface@mail.greenroom.test',
  STRIPE_SECRET_KEY: 'sk_test_f00dfacef00dface',
  STRIPE_WEBHOOK_SECRET: 'whsec_f00dfacef00dface',
};

/** The environment of a container, as Kubernetes makes it: of what is needed in its secrets. */
function environmentOf(cluster: Cluster, container: Json, namespace: string): Record<string, string> {
  const config = (name: string) =>
    at(
      ofKind(cluster, 'ConfigMap').find(
        ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
      ),
      'data',
    ) as Record<string, string>;
  const whole = listAt(container, 'envFrom').map((source) => {
    const secret = secretKeys().get(textAt(source, 'secretRef', 'name'));
    if (secret)
      return Object.fromEntries(secret.needed.map((key) => [key, SECRETS[key] ?? 'f00dface'.repeat(8)]));
    return config(textAt(source, 'configMapRef', 'name'));
  });
  const single = listAt(container, 'env').map((one) => [textAt(one, 'name'), textAt(one, 'value')] as const);
  return { ...Object.assign({}, ...whole), ...Object.fromEntries(single) } as Record<string, string>;
}

/** The names of our metrics in rules and dashboards, and those that rules record. */
function metricsOf(cluster: Cluster): { used: readonly string[]; recorded: readonly string[] } {
  const text = ['PrometheusRule', 'ConfigMap']
    .flatMap((kind) => ofKind(cluster, kind))
    .filter(({ metadata }) => metadata.namespace === 'monitoring')
    .map((manifest) => JSON.stringify(manifest))
    .join('\n');
  const used = [...text.matchAll(/\b(?:greenroom|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => name);
  const recorded = [...text.matchAll(/"record":"(\w+)"/g)].map(([, name = '']) => name);
  return { used: [...new Set(used)], recorded };
}

describe.each(['single', 'ha', 'airgapped'])('the overlay %s', (overlay) => {
  const cluster = clusterOf(overlay);

  it.each(['api', 'worker'])(
    'gives the %s every setting that it needs, and none that it does not know',
    (name) => {
      const found = containersOf(cluster).find(({ container }) => textAt(container, 'name') === name);
      if (!found) throw new Error(`There is no ${name}`);
      const given = environmentOf(cluster, found.container, found.workload.namespace);
      const parsed = parseEnvironment(given);
      expect(Object.keys(given).filter((key) => !(key in parsed))).toEqual([]);
      expect(parsed).toMatchObject({
        NODE_ENV: 'production',
        EMBEDDED: false,
        JITSI_PEER_TO_PEER: false,
        HOST: '0.0.0.0',
      });
    },
  );

  it('names no optional secret that the API does not know', () => {
    const { optional = [] } = secretKeys().get('greenroom-secrets') ?? {};
    const values: Record<string, string> = {
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'f00dface'.repeat(4),
      SMS_FROM: '+15005550006',
      TURN_SECRET: 'f00dface'.repeat(8),
    };
    const found = containersOf(cluster).find(({ container }) => textAt(container, 'name') === 'api');
    const given = environmentOf(cluster, found?.container ?? null, found?.workload.namespace ?? '');
    const parsed = parseEnvironment({ ...given, ...values, TURN_URLS: 'turn:turn.greenroom.test:3478' });
    expect(optional.filter((key) => !(key in parsed))).toEqual([]);
  });
});

it('rules and dashboards are about metrics that are exported', async () => {
  const application = await startApplication();
  try {
    const metrics = new Metrics();
    const rooms = new PlannedRoomsRepository(application.get(Database, { strict: false }));
    const dueWork = application.get(DueWorkRegistry, { strict: false });
    new OperationalGauges(metrics, dueWork, rooms, application.clock).onModuleInit();
    new ShardGauges(metrics, application.get(ShardsService, { strict: false })).onModuleInit();
    const text = await metrics.registry.metrics();
    const exported = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    );
    const { used, recorded } = metricsOf(clusterOf('ha'));
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((name) => ![...exported, ...recorded].includes(name))).toEqual([]);
  } finally {
    await application.stop();
  }
});
