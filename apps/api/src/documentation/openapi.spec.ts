import { errorStatus, type RouteContract, routes } from '@greenroom/contracts';
import { describe, expect, it } from '@jest/globals';
import { createOpenApiDocument } from './openapi.ts';

interface Media {
  readonly content?: { readonly 'application/json'?: { readonly schema: object } };
}
interface Operation {
  readonly operationId: string;
  readonly security: readonly Record<string, string[]>[];
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: Media & { readonly required: boolean };
  readonly responses: Readonly<Record<string, Media & { readonly description: string }>>;
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}

// As people get it: what JSON cannot say is gone.
const document = JSON.parse(JSON.stringify(createOpenApiDocument('http://localhost:3000'))) as Document;
const contract = Object.entries<RouteContract>(routes);

function operationOf({ path, method }: RouteContract): Operation {
  const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
  if (!operation) throw new Error(`${method} ${path} is not in the document`);
  return operation;
}
const schemaIn = (media: Media | undefined) => media?.content?.['application/json']?.schema;

it('is OpenAPI 3.1 with what its specification asks for (4.8.1, 4.8.2)', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  expect(document.info).toMatchObject({ title: 'Greenroom', version: '1' });
  for (const path of Object.keys(document.paths)) expect(path).toMatch(/^\/api\/[\w{}/-]+$/);
});

it('has the routes of the contract, each once, and no other', () => {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
    contract.map(([name]) => name).sort(),
  );
});

it('points only at schemas and security schemes that it has', () => {
  const references = JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g);
  for (const [, reference = ''] of references) {
    const name = reference.replace('#/components/schemas/', '');
    expect(Object.keys(document.components.schemas)).toContain(name);
  }
  const used = contract.flatMap(([, route]) =>
    operationOf(route).security.flatMap((one) => Object.keys(one)),
  );
  expect([...new Set(used)].sort()).toEqual(Object.keys(document.components.securitySchemes).sort());
});

it('names what answers are made of once each', () => {
  expect(Object.keys(document.components.schemas)).toEqual(
    expect.arrayContaining(['Error', 'Interview', 'Room']),
  );
  expect(
    Object.keys(document.components.schemas).filter((name) => /(Input|Output|_schema)/.test(name)),
  ).toEqual([]);
});

describe.each(contract)('%s', (_, route) => {
  const operation = operationOf(route);

  it('names each parameter of its path, as required', () => {
    const inPath = operation.parameters?.filter((parameter) => parameter.in === 'path') ?? [];
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    expect(inPath.map(({ name, required }) => ({ name, required }))).toEqual(
      names.map((name) => ({ name, required: true })),
    );
  });

  it('describes its body and its answer where it has them', () => {
    expect(schemaIn(operation.requestBody) !== undefined).toBe(route.body !== undefined);
    if (route.body) expect(operation.requestBody?.required).toBe(true);
    const status = String(route.status ?? ((route.response ?? route.download) ? 200 : 204));
    expect(operation.responses).toHaveProperty(status);
    expect(schemaIn(operation.responses[status]) !== undefined).toBe(route.response !== undefined);
    if (route.upload) expect(Object.keys(operation.requestBody?.content ?? {})).toEqual([route.upload]);
    if (route.download)
      expect(Object.keys(operation.responses[status]?.content ?? {})).toEqual([route.download]);
  });

  it('describes its errors: each code below its status, in the one shape', () => {
    const codes = [...(route.errors ?? []), 'invalid-request', 'internal', 'unavailable'] as const;
    for (const code of codes) {
      const answer = operation.responses[errorStatus[code]];
      expect(answer?.description.split(', ')).toContain(code);
      expect(schemaIn(answer)).toEqual({ $ref: '#/components/schemas/Error' });
    }
    expect('413' in operation.responses).toBe((route.body ?? route.upload) !== undefined);
  });

  it('says who may call', () => {
    expect(operation.security.length > 0).toBe(!['public', 'provider'].includes(route.access));
    expect('401' in operation.responses).toBe(
      operation.security.length > 0 || (route.errors?.some((code) => errorStatus[code] === 401) ?? false),
    );
  });
});

it.each([
  ['http://localhost:3000', 'greenroom.session_token', 'greenroom-interviewer'],
  ['https://interviews.example.com', '__Secure-greenroom.session_token', '__Host-greenroom-interviewer'],
])('at %s, sessions are cookies of the names that are used there', (publicUrl, account, interviewer) => {
  expect(createOpenApiDocument(publicUrl)).toMatchObject({
    components: { securitySchemes: { account: { name: account }, interviewer: { name: interviewer } } },
  });
});
