import { Injectable } from '@nestjs/common';
import type { Assignment, InterviewStatus } from '@greenroom/contracts';
import {
  accessLinkExpiry,
  type AccessLinkPurpose,
  accessLinkPurposes,
  linkValidity,
} from '@greenroom/domain';
import { AuditLog } from '../audit/audit-log.ts';
import { statusOf } from '../interviews/interview-view.ts';
import { type InterviewRecord, InterviewsRepository } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import type { InterviewerCaller } from '../platform/http/caller.ts';
import { AppError, notFound } from '../platform/http/app-error.ts';
import { RequestQuota } from '../platform/http/request-quota.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { type AccessLinkRecord, AccessLinksRepository } from './access-links.repository.ts';
import { toAssignment } from './assignment-view.ts';
import { LinkSessions } from './link-sessions.ts';
import { linkExpired, linkInvalid, LinkTokens } from './link-tokens.ts';

/** Tries for one network address; a browser needs one for each interview. */
const exchangeQuota = { name: 'link-exchange', points: 30, seconds: 60 };

/** Which link an interview of a status has a use for. */
const purposeIn: Partial<Record<InterviewStatus, AccessLinkPurpose>> = {
  scheduled: 'invitation',
  'in-progress': 'invitation',
  completed: 'feedback',
};

@Injectable()
export class AccessLinks {
  constructor(
    private readonly database: Database,
    private readonly repository: AccessLinksRepository,
    private readonly tokens: LinkTokens,
    private readonly sessions: LinkSessions,
    private readonly interviews: InterviewsRepository,
    private readonly quota: RequestQuota,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** The interview's link of a purpose, made when there is none yet. */
  async issue(
    tx: Transaction,
    interview: Pick<InterviewRecord, 'id' | 'endsAt'>,
    purpose: AccessLinkPurpose,
  ): Promise<AccessLinkRecord> {
    const current = await this.repository.findCurrent(interview.id, purpose, tx);
    if (current) return current;
    return this.repository.insert(tx, {
      interviewId: interview.id,
      purpose,
      expiresAt: accessLinkExpiry(interview.endsAt, purpose),
      createdAt: this.clock.now(),
    });
  }

  /** Lets the links of an interview, and the sessions of their devices, end with its new times. */
  async follow(tx: Transaction, interview: Pick<InterviewRecord, 'id' | 'endsAt'>): Promise<void> {
    for (const purpose of accessLinkPurposes) {
      await this.repository.extend(tx, interview.id, purpose, accessLinkExpiry(interview.endsAt, purpose));
    }
  }

  /** Sees to it that each of the interviews has its link of a purpose. */
  async issueAll(
    tx: Transaction,
    interviews: readonly Pick<InterviewRecord, 'id' | 'endsAt'>[],
    purpose: AccessLinkPurpose,
  ): Promise<void> {
    const ids = interviews.map(({ id }) => id);
    const known = await this.repository.interviewsWith(tx, ids, purpose);
    const missing = interviews.filter(({ id }) => !known.has(id));
    const createdAt = this.clock.now();
    await this.repository.insertAll(
      tx,
      missing.map(({ id, endsAt }) => ({
        interviewId: id,
        purpose,
        expiresAt: accessLinkExpiry(endsAt, purpose),
        createdAt,
      })),
    );
  }

  /** The address to put into a mail that is sent now; null when there is no link that opens anything. */
  async currentUrl(interviewId: string, purpose: AccessLinkPurpose): Promise<string | null> {
    const link = await this.repository.findCurrent(interviewId, purpose);
    return link && linkValidity(link, this.clock.now()) === 'valid' ? this.tokens.urlFor(link) : null;
  }

  /**
   * Exchanges a token for a session on the device that asks. A link stays good until its end: mail scanners open links, and people open
   * them on a second device.
   *
   * @param from network address of the caller.
   * @returns what the link is for, and the `Set-Cookie` header of the session.
   * @throws AppError `link-invalid`, `link-expired`, `rate-limited`.
   */
  async exchange(
    token: string,
    from: string,
    cookieHeader: string | undefined,
  ): Promise<{ assignment: Assignment; setCookie: string }> {
    await this.quota.take(exchangeQuota, from);
    const claims = this.tokens.read(token);
    const link = await this.repository.find(claims.jti);
    if (link?.interviewId !== claims.sub || link.version !== claims.version) throw linkInvalid();
    const validity = linkValidity(link, this.clock.now());
    if (validity === 'revoked') throw linkInvalid();
    if (validity === 'expired') throw linkExpired();
    const interview = await this.interviews.find(link.interviewId);
    if (!interview) throw linkInvalid();
    return { assignment: toAssignment(interview), setCookie: await this.sessions.open(link, cookieHeader) };
  }

  /** @throws AppError `not-found` when the caller's session is for another interview. */
  async assignmentOf(caller: InterviewerCaller, interviewId: string): Promise<Assignment> {
    const interview = caller.interviewId === interviewId ? await this.interviews.find(interviewId) : null;
    if (!interview) throw notFound('interview');
    return toAssignment(interview);
  }

  /**
   * Ends the interviewer's links and sessions and sends a new link: after a mail that went to the wrong person, or was lost.
   *
   * @throws AppError `not-found`; `state-conflict` when the interview has no use for a link (any more).
   */
  async reissue(actorId: string, interviewId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const interview = await this.interviews.lock(tx, interviewId);
      if (!interview) throw notFound('interview');
      const purpose = purposeIn[statusOf(interview)];
      const now = this.clock.now();
      if (!purpose || accessLinkExpiry(interview.endsAt, purpose) <= now) {
        throw new AppError('state-conflict', 'This interview has no use for a link any more, or not yet.');
      }
      await this.repository.revokeAll(tx, interviewId, now);
      const { version } = await this.issue(tx, interview, purpose);
      await this.audit.record(tx, {
        actorId,
        action: 'access-link.reissued',
        subject: `interview:${interviewId}`,
        details: { purpose, version },
      });
      await this.outbox.publish(tx, 'access-link.reissued', interviewId, { version });
    });
    await this.outbox.flush(interviewId);
  }
}
