import type { StepReason } from '@greenroom/contracts';
import type { OccasionField, Stay } from '@greenroom/domain';
import type * as z from 'zod';
import type { DomainEvent, DomainEvents, DomainEventType } from '../../events.ts';
import type { OccasionFacts, WorkflowInterview } from '../workflow-interview.ts';

/** A reason for a run. */
export interface Occasion {
  /** When the turn of the first step comes, UTC. */
  readonly dueAt: Date;
  /** Sets the occasion apart from others of its workflow for the same interview and times: it sets the workflow off once. */
  readonly dedupe: string;
  readonly facts: OccasionFacts;
  /**
   * Times of the interview that the occasion speaks of, where the event says it; the interview's own otherwise. Null: it speaks of none, and holds
   * whatever becomes of them.
   */
  readonly scheduleVersion?: number | null;
}

/** What a trigger looks at. */
interface Scene {
  /** As it is now: an event may be handled late, and after newer ones. */
  readonly interview: WorkflowInterview;
  readonly now: Date;
  /** The presence ledger of the interview; asked only by triggers that need it. */
  readonly stays: () => Promise<readonly Stay[]>;
}

interface EventScene<E extends DomainEventType = DomainEventType> extends Scene {
  readonly event: DomainEvent<E>;
}

export interface StepScene extends Scene {
  readonly occasion: OccasionFacts;
}

/** Why a step of a run is not to be carried out now: for good, or not yet. */
type Objection =
  | { readonly kind: 'skip'; readonly reason: StepReason }
  | { readonly kind: 'wait'; readonly until: Date }
  | null;

interface TriggerBase {
  /** Unique; as it stands in definitions. */
  readonly kind: string;
  /** Which facts its occasions have. */
  readonly provides: readonly OccasionField[];
  readonly listensTo: readonly DomainEventType[];
  /** Events after which runs that still wait have lost their reason. */
  readonly endsWith: readonly DomainEventType[];
}

/** When workflows are set off; one file for each. */
export interface WorkflowTrigger extends TriggerBase {
  /** Of an object; the admin's form is drawn from it. */
  readonly configSchema: z.ZodObject;
  /** Occasions that an event gives. Pure but for the ledger: it may be asked again, and in simulations. */
  occasions(scene: EventScene, config: unknown): Promise<readonly Occasion[]>;
  /** Asked at the turn of each step, with the interview as it is then. */
  objection(scene: StepScene, config: unknown): Promise<Objection>;
  /** How an interview is that the trigger has something to do with: where a sample has to differ from one that is booked. */
  sampleInterview(now: Date): Partial<WorkflowInterview>;
  /** The event that a simulation makes believe, about an interview as it is. */
  sampleEvent(interview: WorkflowInterview, now: Date): DomainEvent;
}

interface TriggerOf<S extends z.ZodObject, E extends DomainEventType> {
  readonly kind: string;
  readonly configSchema: S;
  readonly provides?: readonly OccasionField[];
  readonly listensTo: readonly [E, ...E[]];
  readonly endsWith?: readonly DomainEventType[];
  occasions(scene: EventScene<E>, config: z.infer<S>): Occasion[] | Promise<Occasion[]>;
  objection?(scene: StepScene, config: z.infer<S>): Objection | Promise<Objection>;
  sampleInterview?(now: Date): Partial<WorkflowInterview>;
  /** Payload of an event of the first type it listens to. */
  samplePayload(interview: WorkflowInterview, now: Date): DomainEvents[E];
}

/** Keeps what a trigger knows of its configuration and events to itself. */
export function defineTrigger<const S extends z.ZodObject, const E extends DomainEventType>(
  trigger: TriggerOf<S, E>,
): WorkflowTrigger {
  const { kind, configSchema, provides = [], listensTo, endsWith = [] } = trigger;
  return {
    kind,
    configSchema,
    provides,
    listensTo,
    endsWith,
    occasions: async (scene, config) => trigger.occasions(scene as EventScene<E>, configSchema.parse(config)),
    objection: async (scene, config) =>
      (await trigger.objection?.(scene, configSchema.parse(config))) ?? null,
    sampleInterview: (now) => trigger.sampleInterview?.(now) ?? {},
    sampleEvent: (interview, now) =>
      ({
        type: listensTo[0],
        interviewId: interview.id,
        payload: trigger.samplePayload(interview, now),
        occurredAt: now,
      }) as unknown as DomainEvent,
  };
}
