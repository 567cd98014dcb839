import { describe, expect, it } from '@jest/globals';
import {
  askedSettings,
  firstSettings,
  isAsked,
  type SettingField,
  settingFields,
  settingProblem,
  typedNumber,
} from './setting-fields';

const fields = settingFields({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    to: { type: 'string', enum: ['candidate', 'interviewer'] },
    minutes: { type: 'integer', minimum: 1, maximum: 40 },
    address: { type: 'string', format: 'email', maxLength: 20, pattern: '^.+@.+$' },
    loud: { type: 'boolean' },
  },
  required: ['to', 'minutes', 'loud'],
});

function named(name: string): SettingField {
  const field = fields.find((one) => one.name === name);
  if (!field) throw new Error(`There is no field ${name}`);
  return field;
}

describe('a form drawn from a JSON Schema', () => {
  it('has a control for every property, in their order', () => {
    expect(fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['to', 'choice', true],
      ['minutes', 'number', true],
      ['address', 'text', false],
      ['loud', 'switch', true],
    ]);
    expect(settingFields({ type: 'object' })).toEqual([]);
  });

  it('needs a field only beside the values that it goes with', () => {
    const [to, address] = settingFields({
      properties: {
        to: { enum: ['candidate', 'address'] },
        address: { type: 'string', neededWhere: { to: 'address' } },
      },
      required: ['to'],
    });
    if (!to || !address) throw new Error('There are two fields');
    expect([
      address.required,
      isAsked(address, { to: 'address' }),
      isAsked(address, { to: 'candidate' }),
    ]).toEqual([true, true, false]);
    expect(isAsked(to, {})).toBe(true);
    expect(askedSettings([to, address], { to: 'candidate', address: 'a@b.example', of: 'old' })).toEqual({
      to: 'candidate',
      of: 'old',
    });
  });

  it('begins with what can only be chosen', () => {
    expect(firstSettings(fields)).toEqual({ to: 'candidate', loud: false });
  });

  it.each([
    ['to', undefined, 'missing'],
    ['to', 'nobody', 'invalid'],
    ['to', 'interviewer', null],
    ['minutes', 0, 'invalid'],
    ['minutes', 41, 'invalid'],
    ['minutes', 2.5, 'invalid'],
    ['minutes', 'soon', 'invalid'],
    ['minutes', 40, null],
    ['address', undefined, null],
    ['address', 'nowhere', 'invalid'],
    ['address', 'somebody.with@a.long.name', 'invalid'],
    ['address', 'me@here.example', null],
    ['loud', true, null],
  ])('calls %s = %p %p', (name, value, problem) => {
    expect(settingProblem(named(name), value)).toBe(problem);
  });

  it('reads numbers as people type them', () => {
    expect(['15', ' -30 ', '−30', '1,5', '', 'ten'].map(typedNumber)).toEqual([
      15,
      -30,
      -30,
      1.5,
      undefined,
      'ten',
    ]);
  });
});
