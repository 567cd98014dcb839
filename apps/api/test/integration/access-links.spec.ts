import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccountClient, startApplication, type TestApplication } from '../support/application.ts';
import { createInterview } from '../support/builders.ts';
import { interviewerOf, linkToken } from '../support/interviewer-link.ts';

let application: TestApplication;
let candidate: AccountClient;

beforeAll(async () => {
  application = await startApplication();
  candidate = await application.candidate('Casey Winter');
});
afterAll(() => application.stop());

const planned = (startsInMinutes = 60) =>
  createInterview(application, { candidateId: candidate.accountId, startsInMinutes });

describe('a signed link', () => {
  it('opens the interview without an account, by a cookie that scripts cannot read', async () => {
    const interview = await planned();
    const browser = application.visitor();
    const token = await linkToken(application, interview);

    const answer = await browser.try(routes.exchangeLink, { body: { token } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      interviewId: interview.id,
      candidateName: 'Casey Winter',
      status: 'scheduled',
    });
    expect(answer.body).not.toHaveProperty('price');
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^greenroom-interviewer=[A-Za-z0-9_-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const maxAge = Number(/Max-Age=(\d+)/.exec(cookie)?.[1]);
    const untilEnd = (interview.endsAt.getTime() + 3_600_000 - application.clock.now().getTime()) / 1000;
    expect(Math.abs(maxAge - untilEnd)).toBeLessThan(60);

    const assignment = await browser.call(routes.getAssignment, { params: { interviewId: interview.id } });
    expect(assignment).toEqual(answer.body);
  });

  it('is the same for every mail, and neither it nor the session is in the database', async () => {
    const interview = await planned(3 * 60);
    const token = await linkToken(application, interview);
    expect(await linkToken(application, interview)).toBe(token);
    const { headers } = await application.visitor().try(routes.exchangeLink, { body: { token } });
    const value = /=([A-Za-z0-9_-]{43});/.exec(headers.get('set-cookie') ?? '')?.[1] ?? '';
    const { database } = application;
    const stored = JSON.stringify([
      await database.client.accessLink.findMany({ where: { interviewId: interview.id } }),
      await database.client.accessLinkSession.findMany({ where: { link: { interviewId: interview.id } } }),
    ]);
    expect(value).not.toBe('');
    expect(stored).not.toContain(value);
    expect(stored).not.toContain(token.split('.')[2]);
  });

  it('works again on another device, each with a session of its own', async () => {
    const interview = await planned(5 * 60);
    const [laptop, phone] = [
      await interviewerOf(application, interview),
      await interviewerOf(application, interview),
    ];
    for (const device of [laptop, phone]) {
      await device.call(routes.getAssignment, { params: { interviewId: interview.id } });
    }
    expect(await sessionsOf(interview.id)).toBe(2);
  });

  it('opened again on one device, it takes the place of the session before', async () => {
    const interview = await planned(7 * 60);
    const device = await interviewerOf(application, interview);
    for (let again = 0; again < 3; again += 1) await interviewerOf(application, interview, device);
    expect(await sessionsOf(interview.id)).toBe(1);
  });

  it('leaves the interviews that the browser has open, each to be asked for by its own name', async () => {
    const browser = application.visitor();
    const interviews = [await planned(10 * 60), await planned(12 * 60), await planned(14 * 60)];
    for (const interview of interviews) await interviewerOf(application, interview, browser);
    for (const { id, roomName } of interviews) {
      const assignment = await browser.call(routes.getAssignment, { params: { interviewId: id } });
      expect(assignment).toMatchObject({ interviewId: id, roomName });
    }
  });

  it('keeps the ten newest interviews of a browser', async () => {
    const browser = application.visitor();
    const interviews = [];
    for (let hours = 20; hours < 31; hours += 1) interviews.push(await planned(hours * 60));
    for (const interview of interviews) await interviewerOf(application, interview, browser);
    const [oldest, next] = interviews;
    expect(
      await browser.refused(routes.getAssignment, { params: { interviewId: String(oldest?.id) } }),
    ).toMatchObject({
      code: 'not-found',
    });
    await browser.call(routes.getAssignment, { params: { interviewId: String(next?.id) } });
  });
});

describe('sending a new link', () => {
  it('ends the old link and what was exchanged from it, and says so in the audit log', async () => {
    const admin = await application.admin();
    const interview = await planned(40 * 60);
    const before = await linkToken(application, interview);
    const device = await interviewerOf(application, interview);

    const answer = await admin.try(routes.reissueLink, { params: { interviewId: interview.id } });
    expect(answer).toMatchObject({ status: 202, body: { queued: true } });

    expect(
      await device.refused(routes.getAssignment, { params: { interviewId: interview.id } }),
    ).toMatchObject({
      code: 'unauthenticated',
    });
    expect(
      await application.visitor().refused(routes.exchangeLink, { body: { token: before } }),
    ).toMatchObject({
      code: 'link-invalid',
      status: 401,
    });
    expect(await linkToken(application, interview)).not.toBe(before);
    await interviewerOf(application, interview, device);
    const entries = await application.database.client.auditEntry.findMany({
      where: { subject: `interview:${interview.id}` },
    });
    expect(entries).toMatchObject([
      {
        actorId: admin.accountId,
        action: 'access-link.reissued',
        details: { purpose: 'invitation', version: 2 },
      },
    ]);
  });

  it.each(['held', 'expired', 'cancelled', 'no-show'] as const)(
    'is refused for an interview that is %s',
    async (status) => {
      const admin = await application.admin();
      const interview = await createInterview(application, { candidateId: candidate.accountId, status });
      expect(
        await admin.refused(routes.reissueLink, { params: { interviewId: interview.id } }),
      ).toMatchObject({
        code: 'state-conflict',
      });
      expect(
        await application.database.client.accessLink.count({ where: { interviewId: interview.id } }),
      ).toBe(0);
    },
  );

  it('is refused when a new link would be over at once', async () => {
    const admin = await application.admin();
    const interview = await planned(-180);
    expect(await admin.refused(routes.reissueLink, { params: { interviewId: interview.id } })).toMatchObject({
      code: 'state-conflict',
    });
  });
});

const sessionsOf = (interviewId: string): Promise<number> =>
  application.database.client.accessLinkSession.count({ where: { link: { interviewId } } });
