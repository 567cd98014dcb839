import 'reflect-metadata';
import type { ErrorResponse, RouteContract } from '@greenroom/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, HttpException, type LoggerService, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import * as z from 'zod/mini';
import { requestId } from '../logging.module.ts';
import { AppError } from './app-error.ts';
import { ContractInterceptor } from './contract.interceptor.ts';
import { ErrorFilter } from './error.filter.ts';
import { In, type Input, Route } from './route.ts';

const base = { method: 'POST', summary: '', tag: '', access: 'public' } as const;
const fail = { ...base, path: '/fail', query: z.looseObject({}) } as const satisfies RouteContract;
const echo = {
  ...base,
  path: '/echo/:size',
  params: z.strictObject({ size: z.coerce.number() }),
  query: z.strictObject({ limit: z._default(z.coerce.number(), 20) }),
  body: z.strictObject({ name: z.string().check(z.trim()), nick: z.optional(z.string()) }),
  response: z.object({ size: z.number(), limit: z.number(), name: z.string() }),
} as const satisfies RouteContract;
const promise = {
  ...base,
  path: '/promise',
  status: 202,
  response: z.object({ visible: z.string() }),
} as const satisfies RouteContract;
const empty = { ...base, path: '/empty' } as const satisfies RouteContract;

let thrown: unknown;
let answer: unknown;

@Controller()
class SampleController {
  @Route(fail)
  fail(): never {
    throw thrown;
  }

  @Route(echo)
  echo(@In() { params, query, body }: Input<typeof echo>): object {
    return { ...params, ...query, ...body };
  }

  @Route(promise)
  promise(): unknown {
    return answer;
  }

  @Route(empty)
  empty(): string {
    return 'nobody reads this';
  }
}

@Module({
  controllers: [SampleController],
  providers: [
    { provide: APP_INTERCEPTOR, useClass: ContractInterceptor },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
})
class SampleModule {}

/** What was logged as an error. */
let logged: unknown[] = [];
const logger: LoggerService = {
  log: () => undefined,
  warn: () => undefined,
  error: (...entry: unknown[]) => logged.push(entry),
};

let application: NestFastifyApplication;
beforeAll(async () => {
  const adapter = new FastifyAdapter({ genReqId: requestId });
  application = await NestFactory.create<NestFastifyApplication>(SampleModule, adapter, { logger });
  await application.init();
});
afterAll(() => application.close());
beforeEach(() => {
  logged = [];
});

async function post(url: string, payload?: object, headers: Record<string, string> = {}) {
  const {
    statusCode,
    headers: received,
    body,
  } = await application.inject({ method: 'POST', url, payload, headers });
  return {
    status: statusCode,
    headers: received,
    body: body === '' ? undefined : (JSON.parse(body) as Partial<ErrorResponse>),
  };
}

describe('a failure', () => {
  it('that the caller is told about is answered with its code, details and header', async () => {
    const opensAt = new Date('2030-01-01T12:00:00Z');
    thrown = new AppError('room-not-open', 'The room is not open yet.', { opensAt, retryAfterSeconds: 7 });
    const { status, headers, body } = await post('/fail');
    expect(status).toBe(403);
    expect(headers).toMatchObject({ 'retry-after': '7', 'cache-control': 'no-store' });
    expect(body?.error).toMatchObject({
      code: 'room-not-open',
      message: 'The room is not open yet.',
      opensAt: '2030-01-01T12:00:00.000Z',
    });
    expect(logged).toEqual([]);
  });

  it.each([
    ['an error', new Error('password=hunter2 in table "user"')],
    ['a database error', Object.assign(new Error('relation "user" hunter2'), { code: '42P01' })],
    ['a text', 'hunter2'],
    ['nothing', undefined],
    ['something with an odd status', { statusCode: 'hunter2' }],
  ])('that is nobody’s business (%s) is masked, and whole in the log', async (_, failure) => {
    thrown = failure;
    const { status, body } = await post('/fail?token=hunter2', undefined, { 'x-request-id': 'request-77' });
    expect(status).toBe(500);
    expect(body?.error).toMatchObject({ code: 'internal', correlationId: 'request-77' });
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect(logged).toEqual([
      [
        { err: failure, correlationId: 'request-77', code: 'internal' },
        'POST /fail failed',
        expect.anything(),
      ],
    ]);
  });

  it('of a database that is away asks to come again', async () => {
    thrown = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const { status, headers, body } = await post('/fail');
    expect({ status, retryAfter: headers['retry-after'] }).toEqual({ status: 503, retryAfter: '2' });
    expect(body?.error).toMatchObject({ code: 'unavailable' });
  });

  it('of the framework keeps its meaning', async () => {
    thrown = new HttpException('teapot', 418);
    expect(await post('/fail')).toMatchObject({ status: 400, body: { error: { code: 'invalid-request' } } });
    expect(await post('/nowhere')).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } });
  });

  it('carries a correlation id of ours when the given one could spoil a log', async () => {
    thrown = new AppError('not-found', 'No.');
    for (const id of ['short', 'a'.repeat(65), 'line\\nbreak', '{"a":1}', '<script>alert(1)</script>']) {
      const { body } = await post('/fail', undefined, { 'x-request-id': id });
      expect(body?.error?.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('a request', () => {
  it('reaches its handler parsed, with defaults and the types of the contract', async () => {
    expect(await post('/echo/7', { name: ' Casey ' })).toMatchObject({
      status: 200,
      body: { size: 7, limit: 20, name: 'Casey' },
    });
  });

  it('that does not fit is refused with everything that is wrong in it', async () => {
    const { status, body } = await post('/echo/x?limit=y&extra=1', { name: 5, role: 'admin' });
    expect(status).toBe(400);
    expect(body?.error?.details?.map(({ path }) => path).sort()).toEqual([
      'body',
      'body.name',
      'params.size',
      'query',
      'query.limit',
    ]);
  });

  it('is told at most twenty things', async () => {
    const query = Array.from({ length: 50 }, (_, index) => `unknown${index}=1`).join('&');
    const { status, body } = await post(`/empty?${query}`);
    expect(status).toBe(400);
    expect(body?.error?.details).toHaveLength(20);
  });
});

describe('an answer', () => {
  it('carries nothing beyond the contract', async () => {
    answer = { visible: 'yes', passwordHash: 'no' };
    expect(await post('/promise')).toMatchObject({ status: 202, body: { visible: 'yes' } });
    expect((await post('/promise')).body).not.toHaveProperty('passwordHash');
  });

  it('against the contract is a failure of ours', async () => {
    answer = { visible: 7 };
    expect(await post('/promise')).toMatchObject({ status: 500, body: { error: { code: 'internal' } } });
    expect(JSON.stringify(logged)).toContain('POST /promise failed');
  });

  it('is empty where the contract promises nothing', async () => {
    expect(await post('/empty')).toMatchObject({ status: 204, body: undefined });
  });
});
