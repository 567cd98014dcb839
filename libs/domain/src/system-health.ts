import type { LaneHealth, SystemHealth } from '@greenroom/contracts';

/** What is due waits for no longer than this while everything is well, in seconds. */
export const LATE_SECONDS = 60;

/** A worker that has not looked for work for so long, in seconds, does not look any more: twice the longest pause between two looks. */
export const SILENT_SECONDS = 120;

/** Something that a person should look at. */
export type HealthProblem =
  | { readonly kind: 'no-worker'; readonly lane: LaneHealth['lane'] }
  | { readonly kind: 'queue-away'; readonly lane: LaneHealth['lane'] }
  | {
      readonly kind: 'late';
      readonly lane: LaneHealth['lane'];
      readonly work: string;
      readonly seconds: number;
    }
  | {
      readonly kind: 'parked';
      readonly lane: LaneHealth['lane'];
      readonly work: string;
      readonly count: number;
    };

/** What is wrong, lane by lane, the gravest first: without workers nothing happens; without the queue it happens a little later. */
export function healthProblems({ lanes, checkedAt }: SystemHealth): HealthProblem[] {
  const silentBefore = Date.parse(checkedAt) - SILENT_SECONDS * 1000;
  return lanes.flatMap(({ lane, queue, lastSweptAt, work }) => {
    const problems: HealthProblem[] = [];
    if (lastSweptAt === null || Date.parse(lastSweptAt) < silentBefore)
      problems.push({ kind: 'no-worker', lane });
    if (queue === null) problems.push({ kind: 'queue-away', lane });
    for (const { kind, lateSeconds } of work)
      if (lateSeconds !== null && lateSeconds > LATE_SECONDS)
        problems.push({ kind: 'late', lane, work: kind, seconds: lateSeconds });
    for (const { kind, parked } of work)
      if (parked) problems.push({ kind: 'parked', lane, work: kind, count: parked });
    return problems;
  });
}
