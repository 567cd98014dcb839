import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What Prometheus scrapes. Labels are route patterns and kinds, never ids. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly requestSeconds = new Histogram({
    name: 'greenroom_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.15, 0.5, 1, 5],
    registers: [this.registry],
  });

  readonly transitions = new Counter({
    name: 'greenroom_interview_transitions_total',
    help: 'Moves of interviews, by status reached',
    labelNames: ['to'] as const,
    registers: [this.registry],
  });

  readonly messages = new Counter({
    name: 'greenroom_messages_total',
    help: 'Messages by template and what became of them',
    labelNames: ['template', 'outcome'] as const,
    registers: [this.registry],
  });

  readonly workflowSteps = new Counter({
    name: 'greenroom_workflow_steps_total',
    help: 'Steps of workflows that were carried out, skipped or made to wait, by kind',
    labelNames: ['kind'] as const,
    registers: [this.registry],
  });

  readonly webhooks = new Counter({
    name: 'greenroom_webhook_tries_total',
    help: 'Tries of outgoing webhooks by what became of them',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
