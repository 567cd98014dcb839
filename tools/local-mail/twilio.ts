import { randomBytes, timingSafeEqual } from 'node:crypto';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import type { MailFaults } from './faults.ts';
import type { Mailbox } from './mailbox.ts';

/** Who may send text messages. */
export interface TwilioAccount {
  readonly sid: string;
  readonly authToken: string;
}

/** https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
const formSchema = z.object({
  To: z.string().default(''),
  From: z.string().optional(),
  MessagingServiceSid: z.string().optional(),
  Body: z.string().default(''),
});
type Form = z.infer<typeof formSchema>;

interface Problem {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/** Numbers that Twilio's own test credentials refuse, and why (https://www.twilio.com/docs/iam/test-credentials). */
const refusedNumbers: Readonly<Record<string, Problem>> = {
  '+15005550001': {
    status: 400,
    code: 21211,
    message: "The 'To' number +15005550001 is not a valid phone number.",
  },
  '+15005550004': { status: 400, code: 21610, message: 'Attempt to send to unsubscribed recipient' },
  '+15005550009': { status: 400, code: 21614, message: "'To' number is not a valid mobile number" },
};

const LONGEST_BODY = 1_600;

/** The one resource of Twilio's interface that is used: it takes text messages and puts them into the mailbox. */
export function serveTwilio(
  server: FastifyInstance,
  mailbox: Mailbox,
  faults: MailFaults,
  account: TwilioAccount,
): void {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  server.post('/2010-04-01/Accounts/:sid/Messages.json', async (request, reply) => {
    if (!isFrom(request, account))
      return refuse(reply, { status: 401, code: 20003, message: 'Authenticate' });
    const form = formSchema.parse(request.body);
    const problem = problemWith(form);
    if (problem) return refuse(reply, problem);
    const fault = faults.take(['sms-busy', 'sms-cut'], [form.To]);
    if (fault?.mode === 'sms-busy')
      return refuse(reply, { status: 429, code: 20429, message: 'Too Many Requests' });
    const sid = `SM${randomBytes(16).toString('hex')}`;
    const from = form.From ?? form.MessagingServiceSid ?? '';
    const { acceptedAt } = await mailbox.acceptText({ sid, from, to: form.To, body: form.Body });
    if (fault?.mode === 'sms-cut') {
      request.raw.socket.destroy();
      return reply;
    }
    return reply.code(201).send({
      sid,
      account_sid: account.sid,
      api_version: '2010-04-01',
      body: form.Body,
      date_created: new Date(acceptedAt).toUTCString(),
      direction: 'outbound-api',
      error_code: null,
      error_message: null,
      from: form.From ?? null,
      messaging_service_sid: form.MessagingServiceSid ?? null,
      status: 'queued',
      to: form.To,
      uri: `/2010-04-01/Accounts/${account.sid}/Messages/${sid}.json`,
    });
  });
}

function isFrom(request: FastifyRequest, { sid, authToken }: TwilioAccount): boolean {
  const expected = Buffer.from(`Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}`);
  const given = Buffer.from(request.headers.authorization ?? '');
  const { sid: named } = request.params as { sid: string };
  return named === sid && given.length === expected.length && timingSafeEqual(given, expected);
}

function problemWith({ To, From, MessagingServiceSid, Body }: Form): Problem | undefined {
  const bad = (code: number, message: string): Problem => ({ status: 400, code, message });
  if (To === '') return bad(21604, "A 'To' phone number is required.");
  if (!From && !MessagingServiceSid) return bad(21603, "A 'From' phone number is required.");
  if (Body === '') return bad(21602, 'Message body is required.');
  if (Array.from(Body).length > LONGEST_BODY)
    return bad(21617, 'The concatenated message body exceeds the 1600 character limit');
  if (!/^\+[1-9]\d{6,14}$/.test(To)) return bad(21211, `The 'To' number ${To} is not a valid phone number.`);
  return refusedNumbers[To];
}

/** https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
function refuse(reply: FastifyReply, { status, code, message }: Problem): FastifyReply {
  return reply
    .code(status)
    .send({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}
