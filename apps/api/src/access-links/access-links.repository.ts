import { Injectable } from '@nestjs/common';
import type { AccessLinkPurpose } from '@greenroom/domain';
import type { AccessLink } from '../generated/prisma/client.ts';
import { Database, type Transaction } from '../platform/database/database.ts';
import { timeOrderedId } from '../platform/time-ordered-id.ts';

/** Links are for interviewers; candidates have accounts. */
const ROLE = 'interviewer';

/** A session with the interview that it is good for. */
export interface LinkSessionRecord {
  readonly tokenHash: string;
  readonly linkId: string;
  readonly expiresAt: Date;
  readonly interviewId: string;
  readonly interviewerId: string;
  readonly roomName: string | null;
}

export type AccessLinkRecord = AccessLink;

interface NewLink {
  readonly interviewId: string;
  readonly purpose: AccessLinkPurpose;
  readonly expiresAt: Date;
  readonly createdAt: Date;
}

@Injectable()
export class AccessLinksRepository {
  constructor(private readonly database: Database) {}

  find(id: string): Promise<AccessLinkRecord | null> {
    return this.database.client.accessLink.findUnique({ where: { id } });
  }

  /** The link of a purpose that was not revoked; the newest, should there be several. */
  findCurrent(
    interviewId: string,
    purpose: AccessLinkPurpose,
    tx: Transaction = this.database.client,
  ): Promise<AccessLinkRecord | null> {
    return tx.accessLink.findFirst({
      where: { interviewId, role: ROLE, purpose, revokedAt: null },
      orderBy: { version: 'desc' },
    });
  }

  /** Which of the interviews have a link of a purpose that was not revoked. */
  async interviewsWith(
    tx: Transaction,
    interviewIds: readonly string[],
    purpose: AccessLinkPurpose,
  ): Promise<ReadonlySet<string>> {
    const rows = await tx.accessLink.findMany({
      where: { interviewId: { in: [...interviewIds] }, role: ROLE, purpose, revokedAt: null },
      select: { interviewId: true },
    });
    return new Set(rows.map(({ interviewId }) => interviewId));
  }

  /** Versions count up over all links of an interview. */
  async insert(tx: Transaction, link: NewLink): Promise<AccessLinkRecord> {
    const { interviewId } = link;
    const { _max } = await tx.accessLink.aggregate({
      where: { interviewId, role: ROLE },
      _max: { version: true },
    });
    return tx.accessLink.create({ data: { ...link, role: ROLE, version: (_max.version ?? 0) + 1 } });
  }

  /** The same for many interviews at once. */
  async insertAll(tx: Transaction, links: readonly NewLink[]): Promise<void> {
    if (links.length === 0) return;
    const rows = links.map((link) => ({ ...link, id: timeOrderedId(link.createdAt) }));
    await tx.$executeRaw`
      INSERT INTO access_link (id, interview_id, role, purpose, version, expires_at, created_at)
      SELECT l.id, l."interviewId", ${ROLE}, l.purpose, coalesce(
          (SELECT max(version) FROM access_link a WHERE a.interview_id = l."interviewId" AND a.role = ${ROLE}), 0) + 1,
        l."expiresAt", l."createdAt"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS l(id uuid, "interviewId" uuid, purpose text,
        "expiresAt" timestamptz, "createdAt" timestamptz)`;
  }

  /** Moves the end of what holds of an interview's links of a purpose, and of what was exchanged from them. */
  async extend(
    tx: Transaction,
    interviewId: string,
    purpose: AccessLinkPurpose,
    expiresAt: Date,
  ): Promise<void> {
    const holds = { interviewId, role: ROLE, purpose, revokedAt: null };
    await tx.accessLink.updateMany({ where: holds, data: { expiresAt } });
    await tx.accessLinkSession.updateMany({ where: { link: holds }, data: { expiresAt } });
  }

  /** Revokes every link of an interview and ends what was exchanged from them. */
  async revokeAll(tx: Transaction, interviewId: string, at: Date): Promise<void> {
    await tx.accessLink.updateMany({ where: { interviewId, revokedAt: null }, data: { revokedAt: at } });
    await tx.accessLinkSession.deleteMany({ where: { link: { interviewId } } });
  }

  async insertSession(
    tx: Transaction,
    session: { linkId: string; tokenHash: string; expiresAt: Date; createdAt: Date },
  ): Promise<void> {
    await tx.accessLinkSession.create({ data: session });
  }

  async deleteSessions(tx: Transaction, tokenHashes: readonly string[]): Promise<void> {
    await tx.accessLinkSession.deleteMany({ where: { tokenHash: { in: [...tokenHashes] } } });
  }

  /** The sessions of these hashes that still hold: neither ended nor of a revoked link. */
  async findSessions(
    tokenHashes: readonly string[],
    now: Date,
    tx: Transaction = this.database.client,
  ): Promise<readonly LinkSessionRecord[]> {
    const rows = await tx.accessLinkSession.findMany({
      where: { tokenHash: { in: [...tokenHashes] }, expiresAt: { gt: now }, link: { revokedAt: null } },
      select: {
        tokenHash: true,
        linkId: true,
        expiresAt: true,
        link: { select: { interview: { select: { id: true, interviewerId: true, roomName: true } } } },
      },
    });
    return rows.map(({ link: { interview }, ...session }) => ({
      ...session,
      interviewId: interview.id,
      interviewerId: interview.interviewerId,
      roomName: interview.roomName,
    }));
  }
}
