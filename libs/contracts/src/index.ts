import { accountRoutes } from './account.ts';
import { adminTaskRoutes } from './admin-task.ts';
import { administrationRoutes } from './administration.ts';
import { availabilityRoutes } from './availability.ts';
import { bookingRoutes, paymentRoutes } from './booking.ts';
import { brandingRoutes } from './branding.ts';
import { catalogueRoutes } from './catalogue.ts';
import { conferenceRoutes } from './conference.ts';
import { interviewChangeRoutes } from './interview-change.ts';
import { interviewRoutes, sessionRatingRoutes } from './interview.ts';
import { interviewerRoutes } from './interviewer.ts';
import { messageRoutes } from './message.ts';
import { outcomeRoutes } from './outcome.ts';
import { recordingRoutes } from './recording.ts';
import { shardRoutes } from './shard.ts';
import { systemHealthRoutes } from './system-health.ts';
import { webhookRoutes } from './webhook.ts';
import { workflowRoutes } from './workflow.ts';

export * from './account.ts';
export * from './admin-task.ts';
export * from './administration.ts';
export * from './availability.ts';
export * from './booking.ts';
export * from './branding.ts';
export * from './catalogue.ts';
export * from './conference.ts';
export * from './errors.ts';
export * from './interview-change.ts';
export * from './interview-facts.ts';
export * from './interview-story.ts';
export * from './interview.ts';
export * from './interviewer.ts';
export * from './message.ts';
export * from './outcome.ts';
export * from './policy.ts';
export * from './primitives.ts';
export * from './recording.ts';
export * from './route.ts';
export * from './shard.ts';
export * from './system-health.ts';
export * from './webhook.ts';
export * from './workflow.ts';
export * from './workflow-run.ts';

/** The whole HTTP contract: the API refuses to start when one has no handler, and the OpenAPI document is made from it. */
export const routes = {
  ...accountRoutes,
  ...catalogueRoutes,
  ...availabilityRoutes,
  ...bookingRoutes,
  ...paymentRoutes,
  ...interviewRoutes,
  ...sessionRatingRoutes,
  ...interviewChangeRoutes,
  ...outcomeRoutes,
  ...interviewerRoutes,
  ...conferenceRoutes,
  ...recordingRoutes,
  ...administrationRoutes,
  ...adminTaskRoutes,
  ...systemHealthRoutes,
  ...shardRoutes,
  ...webhookRoutes,
  ...brandingRoutes,
  ...workflowRoutes,
  ...messageRoutes,
} as const;
