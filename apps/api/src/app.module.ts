import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessGuard } from './access/access.guard.ts';
import { AccessLinksModule } from './access-links/access-links.module.ts';
import { AccountsModule } from './accounts/accounts.module.ts';
import { AdminTasksModule } from './admin-tasks/admin-tasks.module.ts';
import { AdministrationModule } from './administration/administration.module.ts';
import { AuditModule } from './audit/audit.module.ts';
import { AvailabilityModule } from './availability/availability.module.ts';
import { BookingModule } from './booking/booking.module.ts';
import { BrandingModule } from './branding/branding.module.ts';
import { CatalogueModule } from './catalogue/catalogue.module.ts';
import { ConferenceModule } from './conference/conference.module.ts';
import { ShardGauges } from './conference/shard-gauges.ts';
import type { Environment } from './env.ts';
import { FeedbackModule } from './feedback/feedback.module.ts';
import { InterviewChangesModule } from './interview-changes/interview-changes.module.ts';
import { InterviewsModule } from './interviews/interviews.module.ts';
import { NotificationsModule } from './notifications/notifications.module.ts';
import { ObservabilityModule } from './observability/observability.module.ts';
import { OperationalGauges } from './observability/operational-gauges.ts';
import { OperationsListener } from './observability/operations-listener.ts';
import { PlannedRoomsRepository } from './observability/planned-rooms.repository.ts';
import { OutcomesModule } from './outcomes/outcomes.module.ts';
import { PaymentsModule } from './payments/payments.module.ts';
import { DueWorkRunnerModule } from './platform/due-work/due-work.module.ts';
import type { Clock } from './platform/clock.ts';
import { ContractInterceptor } from './platform/http/contract.interceptor.ts';
import { ErrorFilter } from './platform/http/error.filter.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { RecordingsModule } from './recordings/recordings.module.ts';
import { WebhooksModule } from './webhooks/webhooks.module.ts';
import { WorkflowsModule } from './workflows/workflows.module.ts';

const features = [
  AccountsModule,
  AccessLinksModule,
  AdministrationModule,
  AdminTasksModule,
  AuditModule,
  AvailabilityModule,
  BookingModule,
  BrandingModule,
  CatalogueModule,
  ConferenceModule,
  FeedbackModule,
  InterviewChangesModule,
  InterviewsModule,
  NotificationsModule,
  OutcomesModule,
  PaymentsModule,
  RecordingsModule,
  WebhooksModule,
  WorkflowsModule,
];

/** The HTTP process: answers requests, plans work, does none of it. */
@Module({})
export class AppModule {
  static with(environment: Environment, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.with(environment, clock), ObservabilityModule, ...features],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: ContractInterceptor },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
    };
  }
}

/** The job process: the same features, with the runner of due work. */
@Module({})
export class WorkerModule {
  static with(environment: Environment, clock?: Clock): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.with(environment, clock),
        ObservabilityModule,
        ...features,
        DueWorkRunnerModule,
      ],
      providers: [OperationsListener, OperationalGauges, PlannedRoomsRepository, ShardGauges],
    };
  }
}
