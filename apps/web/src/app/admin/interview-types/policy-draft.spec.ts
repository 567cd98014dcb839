import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '@greenroom/contracts';
import { draftOfPolicy, policyNumbers, policyProblem, readPolicy } from './policy-draft';

const draft = draftOfPolicy(defaultPolicy);

describe('a policy in its form', () => {
  it('is read back as it was shown', () => {
    expect(readPolicy(draft)).toEqual(defaultPolicy);
    for (const name of policyNumbers) expect(policyProblem(draft, name)).toBeNull();
  });

  it.each([
    ['freeUntilHours', '721', 'invalid'],
    ['lateCancellationFeePercent', '101', 'invalid'],
    ['maxReschedules', 'two', 'invalid'],
    ['maxReschedules', '1.5', 'invalid'],
    ['graceMinutes', '4', 'invalid'],
    ['candidateNoShowRefundPercent', ' ', 'missing'],
  ] as const)('says of %s that "%s" is %s', (name, typed, problem) => {
    const changed = { ...draft, [name]: typed };
    expect(policyProblem(changed, name)).toBe(problem);
    expect(readPolicy(changed)).toBeNull();
  });
});
