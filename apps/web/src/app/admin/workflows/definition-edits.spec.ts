import { describe, expect, it } from '@jest/globals';
import { aCatalogue, aWorkflow } from '../../../../test-support/a-workflow';
import {
  emptyDefinition,
  firstCondition,
  moveStep,
  newStep,
  settingsFor,
  valueFor,
} from './definition-edits';

const catalogue = aCatalogue();
const { steps } = aWorkflow().definition;
const keys = (from: number, to: number) => moveStep(steps, from, to).map(({ key }) => key);

describe('editing a definition', () => {
  it('begins with the first trigger and no step', () => {
    expect(emptyDefinition(catalogue)).toEqual({
      trigger: { kind: 'before-start', config: {} },
      conditions: [],
      steps: [],
    });
  });

  it('gives every step a key of its own', () => {
    const stop = catalogue.actions.find(({ kind }) => kind === 'stop');
    if (!stop) throw new Error('The catalogue has no "stop"');
    const first = newStep(stop, []);
    const second = newStep(stop, [first]);
    const third = newStep(stop, [first, second]);
    expect([first, second, third].map(({ key }) => key)).toEqual(['stop', 'stop-2', 'stop-3']);
  });

  it('moves a step within the list and nowhere else', () => {
    expect(keys(0, 1)).toEqual(['pause', 'remind']);
    expect(keys(1, 0)).toEqual(['pause', 'remind']);
    expect(keys(0, -1)).toEqual(['remind', 'pause']);
    expect(keys(1, 2)).toEqual(['remind', 'pause']);
  });

  it('keeps the settings that another kind knows too', () => {
    const [timed, told] = catalogue.triggers;
    if (!timed || !told) throw new Error('The catalogue has two triggers');
    expect(settingsFor(timed, { minutes: 15, loud: true })).toEqual({ minutes: 15 });
    expect(settingsFor(told, { minutes: 15 })).toEqual({});
  });

  it('offers a condition that can be asked', () => {
    expect(catalogue.fields.map(firstCondition)).toEqual([
      { field: 'status', operator: 'is', value: 'scheduled' },
      { field: 'has-feedback', operator: 'is', value: true },
      { field: 'feedback-rating', operator: 'at-least', value: 0 },
      { field: 'job-role', operator: 'contains', value: '' },
      { field: 'absent', operator: 'is', value: 'candidate' },
    ]);
  });

  it('keeps what was chosen when it becomes one of several, and the other way round', () => {
    const [status] = catalogue.fields;
    if (!status) throw new Error('The catalogue has fields');
    expect(valueFor(status, 'is-one-of', 'completed')).toEqual(['completed']);
    expect(valueFor(status, 'is', ['completed', 'scheduled'])).toBe('completed');
    expect(valueFor(status, 'is', [])).toBe('scheduled');
  });
});
