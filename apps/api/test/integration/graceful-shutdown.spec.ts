/** A process of several is ended under load: whoever sends requests by its readiness sees none fail. */
import http from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CompiledApi } from '../support/api-process.ts';
import { startApplication, type TestApplication } from '../support/application.ts';
import { Balancer } from '../support/balancer.ts';
import { createInterviewType } from '../support/builders.ts';
import { waitFor } from '../support/wait-for.ts';

/** Long enough for a slow machine to look at the readiness in between. */
const SHUTDOWN_DELAY_MS = '8000';
const CLIENTS = 6;
const PATHS = ['/api/interview-types', '/api/interviews?scope=upcoming', '/api/me'];

let application: TestApplication;
let compiled: CompiledApi;

beforeAll(async () => {
  application = await startApplication();
  compiled = new CompiledApi();
});
afterAll(async () => {
  await compiled.remove();
  await application.stop();
});

/** Asks once, over a connection that is kept; the answer's status, or why there is none. */
function ask(agent: http.Agent, url: string, cookie: string): Promise<number | string> {
  return new Promise((resolve) => {
    const request = http.get(url, { agent, headers: { cookie } }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 'no status'));
    });
    request.on('error', (error) => resolve(error.message));
  });
}

it('SIGTERM under load: readiness says no first, everything that is sent meanwhile is answered, and no request fails', async () => {
  await createInterviewType(application);
  const { cookie } = await application.candidate();
  const leaving = await compiled.start(application, { SHUTDOWN_DELAY_MS });
  const staying = await compiled.start(application, { SHUTDOWN_DELAY_MS });
  const balancer = await Balancer.before([leaving.url, staying.url]);
  const agent = new http.Agent({ keepAlive: true });
  const failures: (number | string)[] = [];
  let ended = false;
  const client = async (first: number) => {
    for (let turn = first; !ended; turn += 1) {
      const answer = await ask(agent, `${balancer.url}${PATHS[turn % PATHS.length]}`, cookie);
      if (answer !== 200) failures.push(answer);
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, first) => client(first));
  try {
    await waitFor('load on both processes', () => balancer.answered.every((count) => count >= 20));
    leaving.signal('SIGTERM');
    const readiness = await waitFor('the readiness to say no', async () => {
      const answer = await leaving.visitor().send('GET', '/health/ready');
      return answer.status === 503 && answer;
    });
    expect(readiness.body).toMatchObject({ reason: 'shutting down' });
    const late = await leaving.visitor().send('GET', '/api/interview-types');
    expect(late.status).toBe(200);
    expect(late.headers.get('connection')).toBe('close');
    await leaving.exited;
    const [, before = 0] = balancer.answered;
    await waitFor('load on the one that stays', () => (balancer.answered[1] ?? 0) >= before + 20);
  } finally {
    ended = true;
    await Promise.all(clients);
    agent.destroy();
    await balancer.close();
  }
  expect(failures).toEqual([]);
  expect(leaving.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});
