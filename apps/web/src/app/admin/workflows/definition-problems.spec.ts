import { describe, expect, it } from '@jest/globals';
import type { WorkflowDefinition } from '@greenroom/contracts';
import { aCatalogue, aWorkflow } from '../../../../test-support/a-workflow';
import { problemAt, problemsOf, refusedParts } from './definition-problems';

const found = (parts: Partial<WorkflowDefinition>) =>
  Object.fromEntries(problemsOf({ ...aWorkflow().definition, ...parts }, aCatalogue()));

describe('what is wrong with a definition', () => {
  it('is nothing when everything fits', () => {
    expect(found({})).toEqual({});
  });

  it('is told by where it is', () => {
    const [remind] = aWorkflow().definition.steps;
    expect(
      found({
        trigger: { kind: 'before-start', config: {} },
        conditions: [{ field: 'job-role', operator: 'contains', value: '' }],
        steps: [
          ...(remind ? [remind] : []),
          {
            key: 'pause',
            kind: 'wait-for',
            config: { minutes: 0 },
            conditions: [{ field: 'absent', operator: 'is', value: 'candidate' }],
          },
          { key: 'gone', kind: 'make-coffee', config: {}, conditions: [] },
        ],
      }),
    ).toEqual({
      'trigger.config.minutes': 'missing',
      'conditions.0': 'missing',
      'steps.1.config.minutes': 'invalid',
      'steps.1.conditions.0': 'invalid',
      'steps.2.kind': 'invalid',
    });
  });

  it('is that there are no steps', () => {
    expect(found({ steps: [] })).toEqual({ steps: 'missing' });
  });

  it('can ask for what the trigger tells', () => {
    const trigger = { kind: 'interview-no-show', config: {} };
    expect(found({ trigger, conditions: [{ field: 'absent', operator: 'is', value: 'both' }] })).toEqual({});
  });

  it('comes from the API by the path of the body', () => {
    const refused = refusedParts([
      { path: 'body.definition.steps.0.config.template', message: 'has no words for this recipient' },
      { path: 'definition.conditions.1.value', message: 'is too long' },
      { path: 'body.name', message: 'is empty' },
    ]);
    expect([...refused.keys()]).toEqual(['steps.0.config.template', 'conditions.1.value']);
    expect(problemAt(refused, 'conditions.1')).toBe('invalid');
    expect(problemAt(refused, 'conditions.10')).toBeNull();
  });
});
