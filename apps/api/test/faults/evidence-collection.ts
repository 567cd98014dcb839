import type { InterviewStatus } from '@greenroom/contracts';
import type { InterviewActor } from '@greenroom/domain';
import { audienceOfRole } from '../../src/notifications/recipients.ts';
import { findTemplate } from '../../src/notifications/templates/index.ts';
import { acceptedMails } from '../support/mailbox.ts';
import type { ChargeEvidence, Evidence, InterviewEvidence, MailEvidence } from './evidence.ts';
import type { World } from './world.ts';

/** Reads the tables, the log of the mail server, the books of the local Stripe and what the customer's server took. */
export async function collectEvidence(world: World): Promise<Evidence> {
  const { acknowledged, disturbances, endpoint, now } = world;
  const due = await world.due();
  return {
    due: due.map(({ kind, id, dueAt }) => ({ kind, id, overdueMs: now.getTime() - dueAt.getTime() })),
    interviews: await interviewsOf(world),
    mails: await mailsOf(world),
    receipts: endpoint.receipts,
    charges: await chargesOf(world),
    acknowledged,
    disturbances: disturbances.all,
  };
}

async function interviewsOf({ application, changesOver, trail }: World): Promise<InterviewEvidence[]> {
  const { client } = application.database;
  const tries = await trail.tries();
  const rows = await client.interview.findMany({
    include: {
      transitions: { orderBy: { id: 'asc' } },
      scheduleChanges: { orderBy: { version: 'asc' } },
      messages: true,
      webhookDeliveries: true,
      occupancies: true,
      payment: { include: { ledger: true } },
    },
  });
  const events = Map.groupBy(
    await client.outboxEvent.findMany({ select: { interviewId: true, type: true } }),
    ({ interviewId }) => interviewId,
  );
  return rows.map((row) => ({
    id: row.id,
    interviewerId: row.interviewerId,
    status: row.status as InterviewStatus,
    startsAt: row.scheduledAt.getTime(),
    endsAt: row.endsAt.getTime(),
    roomName: row.roomName,
    scheduleVersion: row.scheduleVersion,
    moves: row.transitions.map(({ fromStatus, toStatus, actor }) => ({
      from: fromStatus as InterviewStatus | null,
      to: toStatus as InterviewStatus,
      actor: actor as InterviewActor,
    })),
    events: (events.get(row.id) ?? []).map(({ type }) => type),
    changes: row.scheduleChanges.map(({ version, start }) => ({
      version,
      startsAt: start.getTime(),
      committedBy: changesOver.get(row.id) ?? Infinity,
    })),
    messages: row.messages.map(({ id, template, recipientRole, status, scheduleVersion }) => ({
      id,
      template,
      recipientRole,
      status,
      scheduleVersion,
      timely: findTemplate(template, audienceOfRole(recipientRole))?.timely ?? false,
      tries: tries.get(id) ?? [],
    })),
    calls: row.webhookDeliveries.map(({ id, event, status }) => ({
      id,
      event,
      status,
      tries: tries.get(id) ?? [],
    })),
    payment: row.payment && paymentOf(row.payment),
    stays: row.occupancies.map(({ occupantId, joinedAt }) => ({ occupantId, joinedAt: joinedAt.getTime() })),
  }));
}

interface PaymentRow {
  readonly status: string;
  readonly providerReference: string | null;
  readonly amountMinor: number;
  readonly refundReason: string | null;
  readonly refundAmountMinor: number | null;
  readonly ledger: readonly { readonly kind: string; readonly amountMinor: number }[];
}

function paymentOf({ ledger, providerReference: reference, ...row }: PaymentRow) {
  const sum = (kind: string) =>
    ledger
      .filter((entry) => entry.kind === kind)
      .reduce((total, { amountMinor }) => total + Math.abs(amountMinor), 0);
  const { status, amountMinor, refundReason, refundAmountMinor } = row;
  return {
    status,
    amountMinor,
    refundReason,
    refundAmountMinor,
    reference,
    chargedMinor: sum('charge'),
    refundedMinor: sum('refund') - sum('refund-failed'),
  };
}

async function mailsOf({ application }: World): Promise<MailEvidence[]> {
  const accepted = await acceptedMails(application);
  return accepted.map(({ messageId, acceptedAt }) => ({
    messageId: /^<(.*)@/.exec(messageId)?.[1] ?? messageId,
    acceptedAt: Date.parse(acceptedAt),
  }));
}

async function chargesOf({ stripe }: World): Promise<ChargeEvidence[]> {
  const charges = await stripe.captured();
  return charges.map(({ id, payment_intent: payment, metadata, amount_captured, amount_refunded }) => ({
    reference: typeof payment === 'string' ? payment : id,
    interviewId: metadata.interviewId ?? '',
    amountMinor: amount_captured,
    refundedMinor: amount_refunded,
  }));
}
