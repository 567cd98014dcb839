import { Resolver } from 'node:dns/promises';
import { describe, expect, it } from '@jest/globals';
import { Clock } from '../platform/clock.ts';
import { type Check, notApplicable, ok, problem, warning } from './check.ts';
import { CHECKS } from './checks/index.ts';
import type { Examination } from './examination.ts';
import { examine } from './examine.ts';
import { describeReport, exitCodeOf, reportSchema } from './report.ts';

const examination = (settings: Examination['settings'] = {}): Examination => ({
  settings,
  clock: new Clock(),
  resolver: new Resolver(),
  database: undefined,
  options: { dkimSelectors: [], dataFolders: [] },
});
const check = (name: string, run: Check['run']): Check => ({ name, title: `About ${name}`, run });
const fine = check('fine', () => Promise.resolve([ok('All is well.')]));
const aside = check('aside', () => Promise.resolve([notApplicable('Nobody uses it.')]));

describe('an examination', () => {
  it('ends with 0 while nothing is broken, and with 1 otherwise', async () => {
    const worrying = check('worrying', () => Promise.resolve([ok('Here.'), warning('Old.', 'Renew it.')]));
    const broken = check('broken', () => Promise.resolve([problem('Gone.', 'Bring it back.')]));
    const warned = await examine([fine, aside, worrying], examination(), 60_000);
    expect([warned.status, exitCodeOf(warned)]).toEqual(['warning', 0]);
    const failed = await examine([fine, worrying, broken], examination(), 60_000);
    expect([failed.status, exitCodeOf(failed)]).toEqual(['problem', 1]);
    expect(failed.checks.map(({ status }) => status)).toEqual(['ok', 'warning', 'problem']);
  });

  it('says what a check that fails or hangs was about, and goes on with the others', async () => {
    const failing = check('failing', () =>
      Promise.reject(new Error('connect failed', { cause: new Error('no route') })),
    );
    let ended = false;
    const hanging = check('hanging', (_, signal) => {
      signal.addEventListener('abort', () => (ended = true));
      return new Promise(() => undefined);
    });
    const { checks } = await examine([failing, hanging, fine], examination(), 50);
    expect(checks.map(({ status }) => status)).toEqual(['problem', 'problem', 'ok']);
    expect(checks.map(({ findings }) => findings[0]?.seen)).toEqual([
      'connect failed (no route)',
      'There was no answer within 0.05 s.',
      'All is well.',
    ]);
    expect(ended).toBe(true);
  });

  it('never tells a secret that a server repeats', async () => {
    const telling = check('telling', () =>
      Promise.resolve([problem('"hunter2!" is no password', 'Not "hunter2!".')]),
    );
    const report = await examine([telling], examination({ SMTP_URL: 'smtp://me:hunter2%21@mail' }), 60_000);
    expect(JSON.stringify(report)).not.toContain('hunter2');
  });

  it('is told by its schema, and in words', async () => {
    const report = await examine([fine, aside], examination(), 60_000);
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(describeReport(report)).toBe(
      [
        '✔ About fine',
        '    ✔ All is well.',
        '– About aside',
        '    – Nobody uses it.',
        '',
        '1 in order, 0 with a warning, 0 broken, 1 not applicable',
        '',
      ].join('\n'),
    );
  });

  it('knows every check by a name of its own', () => {
    const names = CHECKS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z-]+$/.test(name))).toEqual([]);
  });
});
