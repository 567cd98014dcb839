/** Prometheus queries: whether they are well formed, and which metrics they are about. */
import { parser } from '@prometheus-io/lezer-promql';

/** The metrics that a query is about; undefined when it is no query. */
export function metricsOf(query: string): readonly string[] | undefined {
  const names: string[] = [];
  const errors: string[] = [];
  parser.parse(query).iterate({
    enter: ({ type, from, to, node }) => {
      const text = query.slice(from, to);
      if (type.isError) errors.push(text);
      const isMetric = type.name === 'Identifier' && node.parent?.type.name === 'VectorSelector';
      if (isMetric) names.push(text);
      if (type.name === 'UnquotedLabelMatcher') names.push(...namesInMatcher(text));
    },
  });
  return errors.length === 0 ? names : undefined;
}

/** The metrics of `__name__=~"one|other"`. */
function namesInMatcher(matcher: string): readonly string[] {
  const [, names] = /^__name__\s*=~?\s*"([\w|]+)"$/.exec(matcher) ?? [];
  return names?.split('|') ?? [];
}
