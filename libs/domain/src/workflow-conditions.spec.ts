import { describe, expect, it } from '@jest/globals';
import type { WorkflowCondition } from '@greenroom/contracts';
import {
  conditionProblem,
  failingCondition,
  workflowFields,
  type WorkflowFacts,
} from './workflow-conditions.ts';

const facts: WorkflowFacts = {
  status: 'scheduled',
  'type-name': 'Technical interview',
  'job-role': 'Backend engineer',
  'experience-level': 'mid',
  focus: 'technical',
  instant: false,
  'duration-minutes': 45,
  'price-minor': 9_000,
  currency: 'EUR',
  'payment-status': 'settled',
  'candidate-language': 'de',
  'interviewer-language': 'en',
  'has-feedback': false,
  'feedback-rating': null,
  'times-moved': 1,
  'minutes-to-start': 30,
};

const holds = (field: string, operator: WorkflowCondition['operator'], value: WorkflowCondition['value']) =>
  failingCondition([{ field, operator, value }], facts) === undefined;

describe('a condition', () => {
  it('compares texts without regard to case', () => {
    expect(holds('type-name', 'is', 'technical INTERVIEW')).toBe(true);
    expect(holds('type-name', 'is-not', 'Technical interview')).toBe(false);
    expect(holds('job-role', 'contains', 'ENGINEER')).toBe(true);
    expect(holds('job-role', 'contains', 'designer')).toBe(false);
  });

  it('compares numbers, bounds included or not', () => {
    expect(holds('duration-minutes', 'at-least', 45)).toBe(true);
    expect(holds('duration-minutes', 'more-than', 45)).toBe(false);
    expect(holds('duration-minutes', 'at-most', 45)).toBe(true);
    expect(holds('duration-minutes', 'less-than', 45)).toBe(false);
    expect(holds('price-minor', 'is', 9_000)).toBe(true);
  });

  it('asks for one of several, or none of them', () => {
    expect(holds('status', 'is-one-of', ['scheduled', 'in-progress'])).toBe(true);
    expect(holds('status', 'is-none-of', ['scheduled', 'in-progress'])).toBe(false);
  });

  it('takes a field without a value to be equal to nothing', () => {
    expect(holds('feedback-rating', 'is', 5)).toBe(false);
    expect(holds('feedback-rating', 'is-not', 5)).toBe(true);
    expect(holds('feedback-rating', 'at-most', 5)).toBe(false);
    expect(holds('absent', 'is', 'candidate')).toBe(false);
    expect(holds('absent', 'is-none-of', ['candidate'])).toBe(true);
  });

  it('fails a list of them with the first that does not hold', () => {
    const conditions: WorkflowCondition[] = [
      { field: 'instant', operator: 'is', value: false },
      { field: 'focus', operator: 'is', value: 'salary' },
      { field: 'currency', operator: 'is', value: 'USD' },
    ];
    expect(failingCondition(conditions, facts)).toBe(conditions[1]);
    expect(failingCondition([], facts)).toBeUndefined();
  });
});

describe('the check of a condition', () => {
  it.each<[WorkflowCondition, string | null]>([
    [{ field: 'status', operator: 'is', value: 'scheduled' }, null],
    [{ field: 'status', operator: 'is-one-of', value: ['scheduled'] }, null],
    [{ field: 'instant', operator: 'is', value: true }, null],
    [{ field: 'side', operator: 'is', value: 'candidate' }, null],
    [{ field: 'colour', operator: 'is', value: 'red' }, 'there is no field "colour"'],
    [{ field: 'absent', operator: 'is', value: 'both' }, 'the trigger does not tell "absent"'],
    [{ field: 'status', operator: 'less-than', value: 3 }, '"status" cannot be compared by "less-than"'],
    [{ field: 'status', operator: 'is', value: 'asleep' }, 'the value does not fit "status"'],
    [{ field: 'status', operator: 'is-one-of', value: 'scheduled' }, 'the value does not fit "status"'],
    [{ field: 'price-minor', operator: 'is', value: '9000' }, 'the value does not fit "price-minor"'],
    [{ field: 'instant', operator: 'is', value: 'true' }, 'the value does not fit "instant"'],
  ])('%j: %s', (condition, problem) => {
    expect(conditionProblem(condition, ['side'])).toBe(problem);
  });

  it('knows operators for every field', () => {
    for (const { operators, type, options } of workflowFields) {
      expect(operators.length).toBeGreaterThan(0);
      expect(options.length > 0).toBe(type === 'one-of');
    }
  });
});
