import { describe, expect, it } from '@jest/globals';
import { defaultPolicy, interviewTypeInputSchema } from '@greenroom/contracts';
import { fieldsOfDetails, invalidFields } from './field-problems';

const TYPE = {
  name: 'Technical interview',
  slug: 'technical-interview',
  description: '',
  durationMinutes: 60,
  priceMinor: 4900,
  currency: 'EUR',
  policy: defaultPolicy,
  active: true,
};

function invalidIn(input: object) {
  const { error } = interviewTypeInputSchema.safeParse(input);
  return error ? Object.fromEntries(invalidFields(error, input)) : {};
}

describe('what is wrong with a field', () => {
  it('is nothing when the contract takes it', () => {
    expect(invalidIn(TYPE)).toEqual({});
  });

  it('is told apart: left empty, or not what is expected', () => {
    expect(
      invalidIn({ ...TYPE, name: '  ', slug: 'Not A Slug', priceMinor: null, durationMinutes: 5 }),
    ).toEqual({
      name: 'missing',
      slug: 'invalid',
      priceMinor: 'missing',
      durationMinutes: 'invalid',
    });
  });

  it('comes from the API by the path of the body, however deep', () => {
    const details = [
      { path: 'body.slug', message: 'is used' },
      { path: 'body.weeklyHours.3.endMinute', message: 'must end after it starts' },
      { path: 'params.interviewTypeId', message: 'must be a UUID' },
    ];
    expect(fieldsOfDetails(details)).toEqual(['slug', 'weeklyHours']);
  });
});
