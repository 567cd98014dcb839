/** What is not read: malformed requests, generated over the whole contract. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { everyRoute, samples, type Wish, World } from '../support/every-route.ts';

let world: World;

beforeAll(async () => {
  world = await World.build();
});
afterAll(() => world.application.stop());

const invalid = [400, 'invalid-request'] as const;
const hasBody = everyRoute.filter(([, { body }]) => body);
const changing = everyRoute.filter(([, { method }]) => method !== 'GET');

describe('a body', () => {
  it.each(hasBody.filter(([name]) => !samples[name].open))(
    '%s: is refused with fields that are not known, and they are named',
    async (name) => {
      const fields = ['role', 'isAdmin', 'constructor', 'amountMinor'];
      await world.refuses(
        fields.map((field) => () => world.ask(name, { body: { ...samples[name].body, [field]: 'admin' } })),
        invalid,
        fields,
      );
    },
  );

  it.each(hasBody)('%s: is refused with values of another type, and their field is named', async (name) => {
    const { body = {}, nullable = [] } = samples[name];
    const wrong = Object.entries(body).flatMap(([field, value]) =>
      ofOtherTypes(value, nullable.includes(field)).map((other) => ({ field, other })),
    );
    await world.refuses(
      wrong.map(
        ({ field, other }) =>
          () =>
            world.ask(name, { body: { ...body, [field]: other } }),
      ),
      invalid,
      wrong.map(({ field }) => `body.${field}`),
    );
  });

  it.each(hasBody)('%s: is refused when it is no object', async (name) => {
    const bodies = ['null', '[]', '"text"', '7', 'true', JSON.stringify([samples[name].body])];
    await refusesBodies(name, bodies, invalid);
  });

  it.each(changing)('%s: is refused when it reaches for prototypes', async (name) => {
    const fields = JSON.stringify(samples[name].body ?? { any: 1 }).slice(1);
    const poisons = ['"__proto__":{"role":"admin"}', '"constructor":{"prototype":{"role":"admin"}}'];
    await refusesBodies(
      name,
      poisons.map((poison) => `{${poison},${fields}`),
      invalid,
    );
    expect({}).not.toHaveProperty('role');
  });

  it.each(changing)('%s: is refused when it is not JSON', async (name) => {
    await refusesBodies(name, ['{"name":', '{name: 1}', '', '\u0000', '{"a":1}}'], invalid);
  });

  it.each(changing)('%s: is refused when it is too large', async (name) => {
    const body = JSON.stringify({ ...samples[name].body, name: 'x'.repeat(300_001) });
    await refusesBodies(name, [body], [413, 'body-too-large']);
  });

  it.each(
    everyRoute.filter(([, { method, body, access }]) => method !== 'GET' && !body && access !== 'provider'),
  )('%s: is refused where none is read', async (name) => {
    await world.refuses([() => world.ask(name, { body: { any: 1 } })], invalid, ['body']);
    await world.refuses([() => world.ask(name, { body: ['any'] })], invalid, ['body']);
  });

  it.each(hasBody)(
    '%s: is refused in a content type that is not read, and is told which is',
    async (name) => {
      for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'nonsense']) {
        const answer = await world.ask(name, { headers: { 'content-type': type } });
        expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid-request' } } });
        expect(JSON.stringify(answer.body)).toContain('application/json');
      }
    },
  );
});

describe('a query', () => {
  // Payment providers may add what they like to the address of their webhook.
  it.each(everyRoute.filter(([, { access }]) => access !== 'provider'))(
    '%s: is refused with parameters that are not known, and they are named',
    async (name) => {
      const query = { ...samples[name].query, admin: '1' };
      await world.refuses([() => world.ask(name, { query })], invalid, ['admin']);
    },
  );
});

function refusesBodies(
  name: keyof typeof samples,
  bodies: readonly string[],
  expected: Parameters<World['refuses']>[1],
): Promise<void> {
  const wishes = bodies.map((body): Wish => ({ body }));
  return world.refuses(
    wishes.map((wish) => () => world.ask(name, wish)),
    expected,
  );
}

/** A value of each type of JSON that `value` has not; null only where the field may not be null. */
function ofOtherTypes(value: unknown, isNullable: boolean): unknown[] {
  const typeOf = (one: unknown) => (one === null ? 'null' : Array.isArray(one) ? 'array' : typeof one);
  const types = value === null ? ['null', 'string'] : [typeOf(value), ...(isNullable ? ['null'] : [])];
  return ['text', 7.5, true, null, ['a'], { a: 1 }].filter((other) => !types.includes(typeOf(other)));
}
