/**
 * The yardstick for the API's overhead: node:http and pg, the same statements and rules, the same JSON, and nothing else:
 * no framework, no validation, no log. Not for any use but measuring.
 */
import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { parseEnvironment } from './environment.ts';
import { holdSlot } from './holds.ts';
import { listInterviews } from './interviews.ts';
import { grantRoom } from './room-grants.ts';
import { type Handler, REFUSED } from './routing.ts';
import { listSlots } from './slots.ts';
import { takeWebhook } from './webhook.ts';

const environment = parseEnvironment(process.env);
const pool = new pg.Pool({
  connectionString: environment.DATABASE_URL,
  max: environment.DATABASE_POOL_SIZE,
});

function handlerOf({ method, url = '' }: IncomingMessage): Handler | undefined {
  if (method === 'GET' && url.startsWith('/api/slots?')) return listSlots;
  if (method === 'GET' && url.startsWith('/api/interviews?')) return listInterviews;
  if (method === 'POST' && url.startsWith('/api/rooms/')) return grantRoom;
  if (method === 'POST' && url === '/api/payments/webhooks/stripe') return takeWebhook;
  if (method === 'POST' && url === '/api/bookings') return holdSlot;
  if (method === 'GET' && url === '/health/ready') return isReady;
  return undefined;
}

const isReady: Handler = async () => {
  await pool.query('SELECT 1');
  return { status: 200, body: { status: 'ready' } };
};

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const server = createServer((request, response) => {
  const respond = async () => {
    const handler = handlerOf(request);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { headers } = request;
    const { status, body } = handler
      ? await handler({ url, headers, body: await bodyOf(request), pool, environment })
      : REFUSED;
    const json = Buffer.from(JSON.stringify(body));
    response
      .writeHead(status, { 'content-type': 'application/json', 'content-length': json.length })
      .end(json);
  };
  respond().catch((failure: unknown) => {
    console.error(failure);
    response.writeHead(500).end();
  });
});
server.listen(environment.PORT, '127.0.0.1');

process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void pool.end().then(() => process.exit(0));
});
