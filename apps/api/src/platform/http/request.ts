import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteContract } from '@greenroom/contracts';
import type { Callers } from './caller.ts';

/** Fastify's request with what our guard and interceptor put on it. */
export type ApiRequest = Omit<FastifyRequest, 'route'> & {
  route?: RouteContract;
  callers?: Callers;
  parsed?: { params: unknown; query: unknown; body: unknown };
  /** The body's bytes as they arrived: what signatures are computed over. */
  rawBody?: Buffer;
};

export type ApiReply = FastifyReply;
