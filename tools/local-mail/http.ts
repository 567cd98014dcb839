import { readFileSync } from 'node:fs';

import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { z } from 'zod';

import { refuseIndirectRequests } from '../loopback-http/direct-requests.ts';
import { type MailFaults, mailFaultSchema } from './faults.ts';
import type { Mailbox } from './mailbox.ts';
import { renderMailbox, renderMailHtml } from './mailbox-page.ts';
import { serveTwilio, type TwilioAccount } from './twilio.ts';

const ASSETS = {
  'mailbox.css': 'text/css; charset=utf-8',
  'mailbox.js': 'text/javascript; charset=utf-8',
} as const;

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Mails style themselves inline; nothing in them may run, load from elsewhere, or reach this origin. */
const MAIL_POLICY = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "frame-ancestors 'self'",
].join('; ');

const listQuery = z.object({
  to: z.string().optional(),
  limit: z.coerce.number().int().positive().optional(),
});

/** The mailbox page, the same as JSON, and the controls for tests; all below `/dev/mail`. */
export function mailboxServer(mailbox: Mailbox, faults: MailFaults, twilio?: TwilioAccount): FastifyInstance {
  const server = Fastify({ forceCloseConnections: true });
  server.addHook('onSend', async (_request, reply) => {
    void reply.headers({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });
  server.setErrorHandler(async (error, _request, reply) => {
    const statusCode =
      error instanceof z.ZodError ? 400 : ((error as { statusCode?: number }).statusCode ?? 500);
    return reply.code(statusCode).send({ error: { message: (error as Error).message } });
  });
  servePages(server, mailbox);
  serveMessages(server, mailbox);
  serveControls(server, faults);
  if (twilio) serveTwilio(server, mailbox, faults, twilio);
  server.get('/health', () => ({ status: 'ok' }));
  return server;
}

function servePages(server: FastifyInstance, mailbox: Mailbox): void {
  for (const [name, type] of Object.entries(ASSETS)) {
    const content = readFileSync(new URL(`assets/${name}`, import.meta.url));
    server.get(`/dev/mail/assets/${name}`, (_request, reply) => reply.type(type).send(content));
  }

  server.get<{ Querystring: { message?: string } }>('/dev/mail', async (request, reply) => {
    const chosen = mailbox.get(request.query.message ?? '');
    return sendPage(reply, PAGE_POLICY, renderMailbox(mailbox.list(), chosen));
  });
  server.get('/dev/mail/', async (_request, reply) => reply.redirect('/dev/mail', 303));

  server.get<{ Params: { id: string } }>('/dev/mail/messages/:id/html', async (request, reply) => {
    const message = mailbox.get(request.params.id);
    return message === undefined
      ? noSuchMessage(reply)
      : sendPage(reply, MAIL_POLICY, renderMailHtml(message));
  });
}

function serveMessages(server: FastifyInstance, mailbox: Mailbox): void {
  server.get('/dev/mail/messages', (request) => {
    const { to, limit } = listQuery.parse(request.query);
    return mailbox.list(to).slice(0, limit);
  });

  server.get<{ Params: { id: string } }>('/dev/mail/messages/:id', async (request, reply) => {
    return mailbox.get(request.params.id) ?? noSuchMessage(reply);
  });

  server.get<{ Params: { id: string } }>('/dev/mail/messages/:id/raw', async (request, reply) => {
    const raw = await mailbox.raw(request.params.id);
    return raw === undefined ? noSuchMessage(reply) : reply.type('text/plain; charset=utf-8').send(raw);
  });

  server.delete('/dev/mail/messages', async (request, reply) => {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') {
      return reply.code(403).send({ error: { message: 'Not from another site' } });
    }
    await mailbox.clear();
    return reply.code(204).send();
  });

  server.get('/dev/mail/log', () => mailbox.log());
}

/** Direct requests on loopback only; see `refuseIndirectRequests`. */
function serveControls(server: FastifyInstance, faults: MailFaults): void {
  server.get('/dev/mail/faults', { onRequest: refuseIndirectRequests }, () => ({
    fault: faults.current,
  }));

  server.post('/dev/mail/faults', { onRequest: refuseIndirectRequests }, async (request, reply) => {
    faults.set(mailFaultSchema.parse(request.body));
    return reply.code(204).send();
  });
}

function sendPage(reply: FastifyReply, policy: string, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page);
}

function noSuchMessage(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: { message: 'No such message' } });
}
