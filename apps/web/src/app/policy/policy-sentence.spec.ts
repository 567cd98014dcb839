import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { defaultPolicy, type Policy } from '@greenroom/contracts';
import { platformFor } from '../../../test-support/providers';
import { until } from '../../../test-support/until';
import { PolicySentence } from './policy-sentence';

async function sentence(policy: Policy, free = false): Promise<string> {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: platformFor() });
  const fixture = TestBed.createComponent(PolicySentence);
  fixture.componentRef.setInput('policy', policy);
  fixture.componentRef.setInput('free', free);
  const text = () => (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ').trim();
  await until(() => text().endsWith('.'));
  return text();
}

describe('the sentence about the terms', () => {
  it('says what cancelling costs, when another time can be chosen, and what coming late means', async () => {
    expect(await sentence(defaultPolicy)).toBe(
      'You can cancel without a fee until 24 hours before the start, after that 50% of the price is kept; ' +
        'choose another time up to 2 times until 12 hours before; ' +
        'if you are more than 15 minutes late, the interview does not take place and nothing goes back.',
    );
  });

  it('has no word about money where nothing is paid', async () => {
    expect(await sentence({ ...defaultPolicy, maxReschedules: 1 }, true)).toBe(
      'You can cancel until the start; choose another time once until 12 hours before; ' +
        'if you are more than 15 minutes late, the interview does not take place.',
    );
  });
});
