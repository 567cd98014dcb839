import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { LaneHealth } from '@greenroom/contracts';
import { platformFor } from '../../../../test-support/providers';
import { until } from '../../../../test-support/until';
import texts from '../i18n/en.json';
import { HealthPage } from './health-page';

const url = '/api/admin/health';
const checkedAt = '2026-11-25T10:00:00.000Z';
const aLane = (parts: Partial<LaneHealth> = {}): LaneHealth => ({
  lane: 'mail',
  queue: { waiting: 0, active: 1, delayed: 4, failed: 0 },
  lastSweptAt: '2026-11-25T09:59:58.000Z',
  workers: 2,
  work: [{ kind: 'message', due: 0, lateSeconds: null, ahead: 12, parked: 0 }],
  ...parts,
});

describe('the health of the system', () => {
  let http: HttpTestingController;
  let page: HTMLElement;

  async function open(lanes: LaneHealth[]): Promise<void> {
    page = TestBed.createComponent(HealthPage).nativeElement as HTMLElement;
    await answer({ checkedAt, lanes });
  }
  async function answer(body: object, status = 200): Promise<void> {
    const found: { flush: (body: object, options: { status: number; statusText: string }) => void }[] = [];
    await until(() => found.push(...http.match(url)) > 0);
    found[0]?.flush(body, { status, statusText: String(status) });
  }
  const says = (words: string) => until(() => page.textContent.includes(words));

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: platformFor() });
    TestBed.inject(TranslocoService).setTranslation({ admin: texts }, 'en');
    http = TestBed.inject(HttpTestingController);
  });

  it('says that all is well while it is, with workers, queue and what lies ahead', async () => {
    await open([aLane()]);
    await says('Everything is well');
    expect(page.textContent).toContain('Workers: 2');
    expect(page.textContent).toContain('0 waiting, 1 in hand, 4 for later, 0 failed');
    expect(page.querySelector('tbody')?.textContent).toContain('12');
  });

  it('names what is wrong, and leads to what was given up', async () => {
    await open([
      aLane({
        queue: null,
        lastSweptAt: null,
        workers: 0,
        work: [{ kind: 'message', due: 3, lateSeconds: 7200, ahead: 0, parked: 2 }],
      }),
    ]);
    await says('Something needs a look');
    for (const words of [
      'No worker looks after “Messages”',
      'The queue of “Messages” does not answer',
      'the oldest has been due for 2 hours',
      '2 given up',
    ])
      expect(page.textContent).toContain(words);
    expect(page.querySelector('.verdict a')?.getAttribute('href')).toBe('/admin/interviews?messages=parked');
  });

  it('keeps what it knew when asking again fails, and says so', async () => {
    await open([aLane()]);
    await says('Everything is well');
    page.querySelector<HTMLElement>('button')?.click();
    await answer({ error: { code: 'unavailable', message: 'x', correlationId: 'c' } }, 503);
    await until(() => page.querySelector('gr-stale-notice') !== null);
    expect(page.textContent).toContain('Workers: 2');
  });
});
