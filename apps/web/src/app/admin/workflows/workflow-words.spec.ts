import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { aWorkflowSummary } from '../../../../test-support/a-workflow';
import { platformFor } from '../../../../test-support/providers';
import { deviceStorage } from '../../platform/browser-storage';
import { Formatter } from '../../platform/formatter';
import { named, nameOf, reasonOf, type Tell, valueWords } from './workflow-words';

const texts: Readonly<Record<string, string>> = {
  'admin.workflow-words.shipped.doorbell.name': 'Türklingel',
  'admin.workflow-words.action.stop': 'Hier aufhören',
  'admin.workflow-words.field.status': 'Stand',
};
/** Answers a key that it has no words for with the key, and shows what words were given. */
const tell: Tell = (key, words) =>
  key.startsWith('admin.workflow-words.reason.known') ? JSON.stringify(words) : (texts[key] ?? key);

function formatter(): Formatter {
  deviceStorage.write('time-zone', 'Europe/Berlin');
  TestBed.configureTestingModule({ providers: platformFor() });
  return TestBed.inject(Formatter);
}

describe('words of workflows', () => {
  it('translate what was shipped until somebody has changed it', () => {
    const shipped = { key: 'doorbell', name: 'Doorbell', shipped: true };
    expect(nameOf(tell, aWorkflowSummary(shipped))).toBe('Türklingel');
    expect(nameOf(tell, aWorkflowSummary({ ...shipped, edited: true }))).toBe('Doorbell');
  });

  it('are the name itself where there are none', () => {
    expect(named(tell, 'action', 'stop')).toBe('Hier aufhören');
    expect(named(tell, 'action', 'make-coffee')).toBe('make-coffee');
  });

  it('take what people typed as it is', () => {
    const format = formatter();
    expect(valueWords(tell, format, 'reason', 'They called. All is well.')).toBe('They called. All is well.');
    expect(valueWords(tell, format, 'value', ['a', 'b'])).toBe('a, b');
    expect(valueWords(tell, format, 'field', 'status')).toBe('Stand');
  });

  it('say times in the reader’s zone and amounts with their currency', () => {
    const values = { until: '2026-11-25T09:30:00.000Z', amountMinor: 4900, currency: 'EUR' };
    const format = formatter();
    const told = reasonOf(tell, format, 'known', values);
    expect(told).toContain('10:30');
    expect(told).toContain('€49');
    expect(reasonOf(tell, format, 'unheard-of', {})).toBe('unheard-of');
  });
});
