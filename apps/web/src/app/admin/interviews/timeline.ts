import type { InterviewDetail, StoryEvent, WorkflowRun, WorkflowStep } from '@greenroom/contracts';

type Task = InterviewDetail['tasks'][number];

/** One thing that happened to an interview. `id` is unique within its timeline; `at` is an instant, ISO 8601 UTC. */
export type TimelineEntry = { readonly id: string; readonly at: string } & (
  | { readonly kind: 'transition'; readonly transition: InterviewDetail['history'][number] }
  | { readonly kind: 'rescheduled'; readonly change: InterviewDetail['scheduleChanges'][number] }
  /** `reason`: in the words of the administrator who decided so. */
  | { readonly kind: 'event'; readonly event: StoryEvent; readonly reason: string | null }
  | { readonly kind: 'task'; readonly task: Task; readonly stage: 'opened' | 'resolved' }
  | { readonly kind: 'money'; readonly entry: InterviewDetail['ledger'][number] }
  | { readonly kind: 'step'; readonly step: WorkflowStep; readonly run: WorkflowRun }
  | { readonly kind: 'message'; readonly message: InterviewDetail['messages'][number] }
  | { readonly kind: 'delivery'; readonly delivery: InterviewDetail['deliveries'][number] }
  | { readonly kind: 'presence'; readonly stay: InterviewDetail['presence'][number] }
);
export type TimelineKind = TimelineEntry['kind'];

/** What a timeline can be narrowed down to. */
export const timelineFilters = ['all', 'people', 'money', 'messages', 'workflow'] as const;
export type TimelineFilter = (typeof timelineFilters)[number];

/** Everything that happened, oldest first. What happened in the same second is told causes before effects. */
export function timelineOf(interview: InterviewDetail, runs: readonly WorkflowRun[]): TimelineEntry[] {
  const { history, scheduleChanges, events, ledger, messages, deliveries, presence } = interview;
  const entries: TimelineEntry[] = [
    ...history.map((transition, index): TimelineEntry => {
      return { kind: 'transition', id: `t${index}`, at: transition.at, transition };
    }),
    ...scheduleChanges.map((change): TimelineEntry => {
      return { kind: 'rescheduled', id: `c${change.version}`, at: change.at, change };
    }),
    ...events.map((event, index): TimelineEntry => {
      const reason = isLastWord(event, events) ? interview.outcomeReason : null;
      return { kind: 'event', id: `e${index}`, at: event.at, event, reason };
    }),
    ...interview.tasks.flatMap(stagesOf),
    ...ledger.map((entry, index): TimelineEntry => {
      return { kind: 'money', id: `l${index}`, at: entry.at, entry };
    }),
    ...runs.flatMap((run) => run.steps.flatMap((step) => pastOf(run, step))),
    ...messages.map((message): TimelineEntry => {
      return { kind: 'message', id: message.id, at: message.createdAt, message };
    }),
    ...deliveries.map((delivery): TimelineEntry => {
      return { kind: 'delivery', id: delivery.id, at: delivery.createdAt, delivery };
    }),
    ...presence.map((stay, index): TimelineEntry => {
      return { kind: 'presence', id: `p${index}`, at: stay.joinedAt, stay };
    }),
  ];
  return entries.sort((one, other) => secondOf(one) - secondOf(other));
}

/** A step and what it has set off are milliseconds apart: what is alike stays together. */
const secondOf = ({ at }: TimelineEntry): number => Math.floor(Date.parse(at) / 1000);

/** Whether an administrator's decision is the one that holds: of earlier ones the reason stands in the audit log. */
function isLastWord(event: StoryEvent, events: readonly StoryEvent[]): boolean {
  const last = events.findLast(({ type }) => type === 'outcome.decided');
  return event === last && event.type === 'outcome.decided' && event.by === 'admin';
}

function stagesOf(task: Task): TimelineEntry[] {
  const opened: TimelineEntry = {
    kind: 'task',
    id: `${task.id} opened`,
    at: task.openedAt,
    task,
    stage: 'opened',
  };
  if (task.resolvedAt === null) return [opened];
  return [opened, { kind: 'task', id: `${task.id} resolved`, at: task.resolvedAt, task, stage: 'resolved' }];
}

/** Steps that are over or got stuck; the others lie ahead. */
function pastOf(run: WorkflowRun, step: WorkflowStep): TimelineEntry[] {
  if (step.status === 'pending' || step.status === 'waiting') return [];
  return [{ kind: 'step', id: step.id, at: step.doneAt ?? step.dueAt ?? run.createdAt, step, run }];
}

/** The entries that a filter leaves. */
export const filtered = (
  entries: readonly TimelineEntry[],
  filter: TimelineFilter,
): readonly TimelineEntry[] =>
  filter === 'all' ? entries : entries.filter((entry) => filterOf(entry) === filter);

function filterOf(entry: TimelineEntry): TimelineFilter {
  switch (entry.kind) {
    case 'money':
      return 'money';
    case 'event':
      return entry.event.type === 'payment.failed' ? 'money' : 'people';
    case 'message':
    case 'delivery':
      return 'messages';
    case 'step':
      return 'workflow';
    default:
      return 'people';
  }
}

/** What is shown as one line: an entry, or several steps in a row that say little each. */
export type TimelineRow =
  | { readonly id: string; readonly entry: TimelineEntry; readonly folded: null }
  | {
      readonly id: string;
      readonly entry: null;
      readonly folded: readonly TimelineEntry[];
      readonly done: number;
      /** Steps that were left out or dropped. */
      readonly leftOut: number;
    };

/** Fewer in a row stay in sight. */
const FOLDED_FROM = 2;

/**
 * Folds what hides the rest: beside everything else the steps that went as they should, among steps alone those that did nothing. What waits
 * for a person is never folded.
 */
export function folded(entries: readonly TimelineEntry[], filter: TimelineFilter): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let quiet: TimelineEntry[] = [];
  const close = () => {
    rows.push(...(quiet.length < FOLDED_FROM ? quiet.map(rowOf) : [foldOf(quiet)]));
    quiet = [];
  };
  for (const entry of entries) {
    if (isQuiet(entry, filter)) {
      quiet.push(entry);
    } else {
      close();
      rows.push(rowOf(entry));
    }
  }
  close();
  return rows;
}

function isQuiet(entry: TimelineEntry, filter: TimelineFilter): boolean {
  if (entry.kind !== 'step') return false;
  const { status } = entry.step;
  return status !== 'parked' && (filter === 'all' || status !== 'done');
}

const rowOf = (entry: TimelineEntry): TimelineRow => ({ id: entry.id, entry, folded: null });

function foldOf(entries: readonly TimelineEntry[]): TimelineRow {
  const done = entries.filter((entry) => entry.kind === 'step' && entry.step.status === 'done').length;
  const id = `fold ${entries[0]?.id ?? ''}`;
  return { id, entry: null, folded: entries, done, leftOut: entries.length - done };
}

/** Entries of one calendar day, as `dayOf` names it. */
export interface TimelineDay {
  readonly day: string;
  readonly entries: readonly TimelineEntry[];
}

/** The timeline day by day. */
export function groupByDay(
  entries: readonly TimelineEntry[],
  dayOf: (instant: string) => string,
): TimelineDay[] {
  const days = Map.groupBy(entries, ({ at }) => dayOf(at));
  return [...days].map(([day, ofDay]) => ({ day, entries: ofDay }));
}
