/**
 * What is handed over to a server outside, which nobody can call back: mails, and calls of a customer's server. Each may arrive again, under the
 * same id, only where a try of it was kept from ending; and none may begin after what it says was changed.
 */
import type { Disturbance } from './disturbances.ts';
import type { CallEvidence, Evidence, InterviewEvidence, MessageEvidence, TryEvidence } from './evidence.ts';

/** I1: what came again, more often than disturbed tries account for. */
export function cameAgain({ interviews, mails, receipts, disturbances }: Evidence): string[] {
  const accepted = Map.groupBy(mails, ({ messageId }) => messageId);
  const taken = Map.groupBy(receipts, ({ callId }) => callId);
  const messages = interviews.flatMap((interview) => interview.messages);
  const calls = interviews.flatMap((interview) => interview.calls);
  return [
    ...messages.flatMap(({ id, template, tries }) =>
      tooOften(`the ${template} ${id}`, accepted.get(id)?.length ?? 0, lostTries(tries, disturbances)),
    ),
    ...calls.flatMap(({ id, event, tries }) => {
      const receiptsOfCall = taken.get(id) ?? [];
      const givenUp = tries.filter(({ outcome }) => outcome === null);
      const lost = lostTries(givenUp, disturbances, tries);
      const unanswered = receiptsOfCall.filter(({ isAnswered }) => !isAnswered).length;
      return tooOften(`the call ${event} ${id}`, receiptsOfCall.length, lost + unanswered);
    }),
  ];
}

function tooOften(what: string, times: number, lost: number): string[] {
  return times > lost + 1 ? [`${what} arrived ${times} times, and ${lost} of its tries were lost`] : [];
}

/** How many of the tries were kept from ending by something that came upon them. */
function lostTries(
  tries: readonly TryEvidence[],
  disturbances: readonly Disturbance[],
  all: readonly TryEvidence[] = tries,
): number {
  return tries.filter((one) => {
    const next = all[all.indexOf(one) + 1];
    const until = one.endedAt ?? next?.claimedAt ?? Infinity;
    return disturbances.some(
      (disturbance) =>
        disturbance.from <= until && disturbance.to >= one.claimedAt && keepsFromEnding(disturbance, one),
    );
  }).length;
}

function keepsFromEnding({ kind, owner }: Disturbance, tried: TryEvidence): boolean {
  // A try that failed in order has lost its mail only where the server took it and did not say so.
  if (tried.outcome !== null) return kind === 'unanswered' && tried.outcome === 'queued';
  return owner === null || owner === tried.owner;
}

/**
 * I4: no try that began after a change was committed hands over what speaks of the times before. There is no slack: both instants are of one
 * machine's clock. A try that had begun by then may still hand over. The interview is read at its beginning, and from then on, while the mail is
 * written and given to the server, nobody can call it back; how long that takes is the machine's and the server's affair (a second where both
 * are quick, the limit of a try at most).
 */
export function nothingStale({ interviews, mails }: Evidence): string[] {
  const acceptances = Map.groupBy(mails, ({ messageId }) => messageId);
  return interviews.flatMap(({ changes, messages }) =>
    messages
      .filter(({ timely }) => timely)
      .flatMap((message) => {
        const change = changes.find(({ version }) => version > message.scheduleVersion);
        const committedBy = change?.committedBy ?? Infinity;
        return (acceptances.get(message.id) ?? [])
          .filter(({ acceptedAt }) => beganAfter(committedBy, message.tries, acceptedAt))
          .map(() => `the ${message.template} ${message.id} speaks of times that had been changed`);
      }),
  );
}

/** Whether every try that can have brought a mail to the server at an instant began after another one. */
function beganAfter(instant: number, tries: readonly TryEvidence[], acceptedAt: number): boolean {
  const open = tries.filter(
    ({ claimedAt, endedAt }) => claimedAt <= acceptedAt && acceptedAt <= (endedAt ?? Infinity),
  );
  return open.length > 0 && open.every(({ claimedAt }) => claimedAt > instant);
}

/** What the customer's server is told of once for each move, by the status that it leads to; and once for each other time. */
const CALL_OF = { scheduled: 'interview.scheduled', cancelled: 'interview.cancelled' } as const;

/** I1: of each move the customer's server is told in one call; in none where it was overtaken by the next move. */
export function callsTold(interview: InterviewEvidence): string[] {
  const { calls, moves, scheduleVersion, status } = interview;
  const count = (event: string) => calls.filter((call) => call.event === event).length;
  const expected = [
    ...Object.entries(CALL_OF).map(([to, event]) => ({
      event,
      most: moves.filter((move) => move.to === to).length,
      isOvertaken: to === 'scheduled' && (status === 'cancelled' || scheduleVersion > 0),
    })),
    { event: 'interview.rescheduled', most: scheduleVersion, isOvertaken: status === 'cancelled' },
  ];
  return expected
    .filter(({ event, most, isOvertaken }) => count(event) > most || (count(event) < most && !isOvertaken))
    .map(({ event, most }) => `of ${interview.id} ${count(event)} calls tell of ${most} times ${event}`);
}

/** I7: what counts as handed over was taken, and what was taken is known. */
export function handedOver({ interviews, mails, receipts }: Evidence): string[] {
  const messages = interviews.flatMap((interview) => interview.messages);
  const calls = interviews.flatMap((interview) => interview.calls);
  return [
    ...agree(messages, 'sent', new Set(mails.map(({ messageId }) => messageId))),
    ...agree(
      calls,
      'delivered',
      new Set(receipts.filter(({ isAnswered }) => isAnswered).map(({ callId }) => callId)),
    ),
  ];
}

function agree(
  rows: readonly (MessageEvidence | CallEvidence)[],
  done: string,
  taken: ReadonlySet<string>,
): string[] {
  const known = new Set(rows.map(({ id }) => id));
  return [
    ...[...taken].filter((id) => !known.has(id)).map((id) => `${id} was taken, and belongs to no row`),
    ...rows
      .filter(({ id, status }) => status === done && !taken.has(id))
      .map(({ id }) => `${id} counts as ${done}, and no server has it`),
  ];
}
