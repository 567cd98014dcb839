import { createServer, type Server } from 'node:http';

/** An upload may take long, and turns to nothing else meanwhile; a courier that hangs longer is started anew. */
const ALIVE_MS = 6 * 3600 * 1000;

/** Answers `/health/live` on this machine: 200 while the courier goes about its work. */
export function serveHealth(port: number, lastSign: () => Date, now: () => Date): Server {
  return createServer((request, response) => {
    const isAlive = now().getTime() - lastSign().getTime() < ALIVE_MS;
    const status = request.url === '/health/live' ? (isAlive ? 200 : 503) : 404;
    response.writeHead(status, { 'content-type': 'text/plain' }).end(`${status}\n`);
  }).listen(port, '127.0.0.1');
}
