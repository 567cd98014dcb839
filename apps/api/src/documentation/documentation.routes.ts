import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createOpenApiDocument } from './openapi.ts';

const assets = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const;

const page = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Greenroom API</title>
  <link rel="icon" type="image/svg+xml" href="/favicon.svg">
  <link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
  <div id="documentation"></div>
  <script src="/api/docs/swagger-ui-bundle.js"></script>
  <script src="/api/docs/start.js"></script>
</body>
</html>`;

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#documentation', deepLinking: true, validatorUrl: null });`;

/** `/api/openapi.json` and, at `/api/docs`, a page that shows it without asking any other site. */
export function mountDocumentation(server: FastifyInstance, publicUrl: string): void {
  const document = JSON.stringify(createOpenApiDocument(publicUrl));
  const folder = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  server.get('/api/openapi.json', async (_, reply) => reply.type('application/json').send(document));
  server.get('/api/docs', async (_, reply) => reply.type('text/html; charset=utf-8').send(page));
  server.get('/api/docs/start.js', async (_, reply) =>
    reply.type('text/javascript; charset=utf-8').send(start),
  );
  for (const [name, type] of Object.entries(assets)) {
    server.get(`/api/docs/${name}`, async (_, reply) =>
      reply.type(type).send(await readFile(path.join(folder, name))),
    );
  }
}
