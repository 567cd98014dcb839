import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { Clock } from '../platform/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { InterviewerCaller } from '../platform/http/caller.ts';
import type { ApiRequest } from '../platform/http/request.ts';
import {
  type AccessLinkRecord,
  AccessLinksRepository,
  type LinkSessionRecord,
} from './access-links.repository.ts';
import { readLinkCookie, writeLinkCookie } from './link-cookie.ts';

/** Only this is stored, so that a copy of the database opens no session. */
const hashOf = (value: string): string => createHash('sha256').update(value).digest('hex');

/**
 * What links were exchanged for: a session for one interview on one device. A browser keeps the sessions of several interviews in one
 * cookie; which of them speaks is decided by the interview that a request is about.
 */
@Injectable()
export class LinkSessions {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly database: Database,
    private readonly repository: AccessLinksRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The interviewer that a request speaks for: of the interview that its path names, if the browser holds a session for it, otherwise of
   * the newest one, so that the service can say that there is no such thing for them. Null without any session that still holds.
   */
  async find(request: Pick<ApiRequest, 'headers' | 'params'>): Promise<InterviewerCaller | null> {
    const sessions = await this.sessionsOf(request.headers.cookie);
    const asked = askedFor(request.params);
    const session =
      sessions.find(({ interviewId, roomName }) => asked.has(interviewId) || asked.has(roomName)) ??
      sessions[0];
    if (!session) return null;
    return { kind: 'interviewer', interviewId: session.interviewId, interviewerId: session.interviewerId };
  }

  /**
   * Opens a session of a link on the device that sent `cookieHeader`; what that device held of the same interview ends. Sessions of other
   * interviews stay.
   *
   * @returns the `Set-Cookie` header for the answer.
   */
  async open(link: AccessLinkRecord, cookieHeader: string | undefined): Promise<string> {
    const now = this.clock.now();
    const value = randomBytes(32).toString('base64url');
    const held = await this.sessionsOf(cookieHeader);
    const replaced = held.filter(({ interviewId }) => interviewId === link.interviewId);
    const kept = held.filter(({ interviewId }) => interviewId !== link.interviewId);
    await this.database.transaction(async (tx) => {
      await this.repository.deleteSessions(
        tx,
        replaced.map(({ tokenHash }) => tokenHash),
      );
      await this.repository.insertSession(tx, {
        linkId: link.id,
        tokenHash: hashOf(value),
        expiresAt: link.expiresAt,
        createdAt: now,
      });
    });
    const lastEnd = Math.max(link.expiresAt.getTime(), ...kept.map(({ expiresAt }) => expiresAt.getTime()));
    const values = [value, ...kept.map((session) => session.value)];
    return writeLinkCookie(this.environment.PUBLIC_URL, values, (lastEnd - now.getTime()) / 1000);
  }

  /** The sessions of a cookie that still hold, in the cookie's order: newest first. */
  private async sessionsOf(
    cookieHeader: string | undefined,
  ): Promise<readonly (LinkSessionRecord & { value: string })[]> {
    const values = readLinkCookie(this.environment.PUBLIC_URL, cookieHeader);
    if (values.length === 0) return [];
    const found = await this.repository.findSessions(values.map(hashOf), this.clock.now());
    const byHash = new Map(found.map((session) => [session.tokenHash, session]));
    return values.flatMap((value) => {
      const session = byHash.get(hashOf(value));
      return session ? [{ ...session, value }] : [];
    });
  }
}

/** The interview or room that the path names. The guard runs before the contract's parser: nothing is sure about these values yet. */
function askedFor(params: unknown): ReadonlySet<unknown> {
  if (typeof params !== 'object' || params === null) return new Set();
  const { interviewId, roomName } = params as { interviewId?: unknown; roomName?: unknown };
  return new Set([interviewId, roomName].filter((name) => typeof name === 'string'));
}
