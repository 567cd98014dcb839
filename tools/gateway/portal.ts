import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Environment } from './environment.ts';
import { portalPolicy } from './security-headers.ts';

/** Stands in index.html where the nonce of the answer belongs. */
const NONCE_PLACEHOLDER = 'CSP_NONCE';

/** Names with a content hash, as the Angular build writes them: such a file never changes. */
const HASHED = /-[\w-]{8}\.(js|css|woff2)$/;

/** Seconds. */
const YEAR = 31_536_000;

/** The folders that are served. */
export type Folders = {
  /** The built portal. */
  readonly portal: string;
  /** The built lib-jitsi-meet, served below `/libs/`. */
  readonly libraries: string;
};

/** Serves the built portal: its files, and index.html for every address that is one of its pages. */
export async function registerPortal(
  server: FastifyInstance,
  environment: Environment,
  folders: Folders,
): Promise<void> {
  const files = { wildcard: true, preCompressed: true, cacheControl: false, index: false as const };
  await server.register(fastifyStatic, {
    ...files,
    root: folders.portal,
    prefix: '/',
    decorateReply: true,
    setHeaders: (reply, file) => {
      reply.header(
        'cache-control',
        HASHED.test(uncompressed(file)) ? `public, max-age=${YEAR}, immutable` : 'no-cache',
      );
    },
    // index.html itself is only ever sent by sendPage, with its nonce.
    allowedPath: (name) => path.posix.basename(name) !== 'index.html',
  });
  await server.register(fastifyStatic, {
    ...files,
    root: folders.libraries,
    prefix: '/libs/',
    decorateReply: false,
    setHeaders: (reply) => {
      reply.header('cache-control', 'public, max-age=3600');
    },
  });

  const sendPage = async (reply: FastifyReply) => {
    const page = await readFile(path.join(folders.portal, 'index.html'), 'utf8');
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', portalPolicy(environment, nonce))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(NONCE_PLACEHOLDER, nonce));
  };
  server.get('/', (_request, reply) => sendPage(reply));
  server.setNotFoundHandler((request, reply) => {
    const [pathname = ''] = request.url.split('?');
    const isPage =
      path.posix.extname(pathname) === '' || request.headers.accept?.includes('text/html') === true;
    if (isPage && (request.method === 'GET' || request.method === 'HEAD')) return sendPage(reply);
    return reply
      .code(404)
      .send({ error: { code: 'not-found', message: 'There is nothing at this address.' } });
  });
}

function uncompressed(file: string): string {
  return file.replace(/\.(br|gz)$/, '');
}
