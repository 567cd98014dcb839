import { routes } from '@greenroom/contracts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApplication, type TestApplication } from '../support/application.ts';

let application: TestApplication;

beforeAll(async () => {
  application = await startApplication();
});
afterAll(() => application.stop());

const get = (path: string) => application.visitor().send('GET', path);

it('serves the OpenAPI document to anybody', async () => {
  const { status, headers, body } = await get('/api/openapi.json');
  expect({ status, type: headers.get('content-type') }).toEqual({
    status: 200,
    type: 'application/json; charset=utf-8',
  });
  expect(Object.keys((body as { paths: object }).paths)).toHaveLength(
    new Set(Object.values(routes).map(({ path }) => path)).size,
  );
});

it('serves a page that shows it, from files of its own and without inline code, as the policy of the gateway asks', async () => {
  const { status, headers, body } = await get('/api/docs');
  const page = String(body);
  expect({ status, type: headers.get('content-type') }).toEqual({
    status: 200,
    type: 'text/html; charset=utf-8',
  });
  expect(page).not.toMatch(/<style|style=|<script>|\son\w+=|https?:/);
  const files = [...page.matchAll(/(?:src|href)="(\/api\/[^"]+)"/g)].map(([, file]) => file);
  expect(files).toHaveLength(3);
  for (const file of files) {
    const answer = await get(String(file));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/(?:css|javascript); charset=utf-8$/);
    expect(String(answer.body).length).toBeGreaterThan(50);
  }
});
