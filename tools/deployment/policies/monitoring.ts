import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../launcher/paths.ts';
import { at, type Json, listAt, nameOf, textAt } from '../manifests/manifest.ts';
import { type Cluster, KUBERNETES, ofKind, type Rule, selects } from './cluster.ts';
import { metricsOf } from './queries.ts';

/**
 * What Prometheus itself, the videobridge (its documentation of statistics; the older and the newer name of its stress) and coturn
 * (src/apps/relay/prom_server.c) export.
 */
const FOREIGN_METRICS = [
  'up',
  'jitsi_jvb_stress',
  'jitsi_jvb_stress_level',
  'jitsi_jvb_conferences',
  'jitsi_jvb_healthy',
  'turn_total_allocations',
  'turn_total_traffic_rcvb',
  'turn_total_traffic_sentb',
];

type Query = { readonly where: string; readonly query: string };

const rulesOf = (cluster: Cluster): readonly Json[] =>
  ofKind(cluster, 'PrometheusRule').flatMap((one) =>
    listAt(one, 'spec', 'groups').flatMap((group) => listAt(group, 'rules')),
  );

/** Every query of the rules, the dashboards and the adapter that autoscalers ask. */
function queriesOf(cluster: Cluster): readonly Query[] {
  const rules = rulesOf(cluster).map((rule) => ({
    where: textAt(rule, 'alert') || textAt(rule, 'record'),
    query: textAt(rule, 'expr'),
  }));
  const panels = dashboardsOf(cluster).flatMap(([name, dashboard]) =>
    listAt(dashboard, 'panels').flatMap((panel) =>
      listAt(panel, 'targets').map((target) => ({
        where: `${name}: ${textAt(panel, 'title')}`,
        query: textAt(target, 'expr'),
      })),
    ),
  );
  const external = listAt(adapter(), 'rules', 'external').map((rule) => ({
    where: `adapter: ${textAt(rule, 'name', 'as')}`,
    query: textAt(rule, 'metricsQuery'),
  }));
  return [...rules, ...panels, ...external];
}

/** Metrics in use that nobody else exports and no rule records: Greenroom has to. */
function metricsNeeded(cluster: Cluster): readonly string[] {
  const recorded = rulesOf(cluster).map((rule) => textAt(rule, 'record'));
  const used = queriesOf(cluster).flatMap(({ query }) => metricsOf(query) ?? []);
  return [...new Set(used)]
    .filter((name) => !recorded.includes(name) && !FOREIGN_METRICS.includes(name))
    .sort();
}

function dashboardsOf(cluster: Cluster): readonly (readonly [string, Json])[] {
  return ofKind(cluster, 'ConfigMap')
    .filter(({ metadata }) => textAt(metadata, 'labels', 'grafana_dashboard') === '1')
    .flatMap((map) => Object.entries((at(map, 'data') ?? {}) as Record<string, string>))
    .map(([name, text]) => [name, JSON.parse(text) as Json] as const);
}

function adapter(): Json {
  return parse(
    readFileSync(path.join(KUBERNETES, 'monitoring/prometheus-adapter-values.yaml'), 'utf8'),
  ) as Json;
}

const isMonitored = (cluster: Cluster): boolean => ofKind(cluster, 'PrometheusRule').length > 0;

/** What is measured, and what somebody is woken for. */
export const monitoringRules: Readonly<Record<string, Rule>> = {
  'queries are well formed': (cluster) =>
    queriesOf(cluster).flatMap(({ where, query }) => {
      const metrics = metricsOf(query);
      if (metrics === undefined) return [`${where}: not understood: ${query}`];
      return metrics.length > 0 ? [] : [`${where}: it asks for no metric`];
    }),

  'queries are about metrics of Greenroom, of Jitsi, or recorded here': (cluster) =>
    isMonitored(cluster)
      ? metricsNeeded(cluster)
          .filter((name) => !/^(?:greenroom|process|nodejs)_/.test(name))
          .map((name) => `nobody exports ${name}`)
      : [],

  'alerts say how grave they are and what to do': (cluster) => {
    const operations = readFileSync(path.join(ROOT, 'docs/operations.md'), 'utf8');
    const headings = [...operations.matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => text.toLowerCase());
    return rulesOf(cluster)
      .filter((rule) => textAt(rule, 'alert') !== '')
      .flatMap((rule) => {
        const name = textAt(rule, 'alert');
        const [, anchor] =
          /docs\/operations\.md#([a-z-]+)$/.exec(textAt(rule, 'annotations', 'runbook_url')) ?? [];
        return [
          ...(['critical', 'warning'].includes(textAt(rule, 'labels', 'severity'))
            ? []
            : [`${name}: no severity`]),
          ...(textAt(rule, 'annotations', 'summary') === '' ? [`${name}: no summary`] : []),
          ...(anchor === name.toLowerCase() && headings.includes(anchor)
            ? []
            : [`${name}: its runbook is not there`]),
        ];
      });
  },

  'monitors meet services, at ports that they have': (cluster) =>
    ofKind(cluster, 'ServiceMonitor').flatMap((monitor) => {
      const spaces = listAt(monitor, 'spec', 'namespaceSelector', 'matchNames');
      const services = ofKind(cluster, 'Service').filter(
        ({ metadata }) =>
          (at(monitor, 'spec', 'namespaceSelector', 'any') === true ||
            spaces.includes(metadata.namespace ?? '')) &&
          selects(at(monitor, 'spec', 'selector'), at(metadata, 'labels')),
      );
      const ports = services.flatMap((service) =>
        listAt(service, 'spec', 'ports').map((port) => textAt(port, 'name')),
      );
      return [
        ...(services.length === 0 ? [`${nameOf(monitor)}: it meets nothing`] : []),
        ...listAt(monitor, 'spec', 'endpoints')
          .filter((endpoint) => !ports.includes(textAt(endpoint, 'port')))
          .map((endpoint) => `${nameOf(monitor)}: there is no port ${textAt(endpoint, 'port')}`),
      ];
    }),

  'external metrics of autoscalers are served by the adapter': (cluster) => {
    const served = listAt(adapter(), 'rules', 'external').map((rule) => textAt(rule, 'name', 'as'));
    return ofKind(cluster, 'HorizontalPodAutoscaler').flatMap((one) =>
      listAt(one, 'spec', 'metrics')
        .map((metric) => textAt(metric, 'external', 'metric', 'name'))
        .filter((name) => name !== '' && !served.includes(name))
        .map((name) => `${nameOf(one)}: nobody serves ${name}`),
    );
  },
};
