import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Shard } from '@greenroom/contracts';
import { platformFor } from '../../../../test-support/providers';
import { until } from '../../../../test-support/until';
import texts from '../i18n/en.json';
import { Questions } from '../questions/questions';
import { ShardsPanel } from './shards-panel';

const url = '/api/admin/shards';
const aShard = (parts: Partial<Shard> = {}): Shard => ({
  name: 'a',
  drainingSince: null,
  rooms: 3,
  openRooms: 2,
  people: 4,
  ...parts,
});
const drainingSince = '2026-11-25T10:00:00.000Z';

describe('the shards of Jitsi', () => {
  let http: HttpTestingController;
  let page: HTMLElement;
  /** What is answered to each question, one after the other. */
  let answers: boolean[];

  async function open(items: Shard[]): Promise<void> {
    const fixture = TestBed.createComponent(ShardsPanel);
    page = fixture.nativeElement as HTMLElement;
    (await request(url)).flush({ items });
    await fixture.whenStable();
  }
  async function request(address: string): Promise<TestRequest> {
    const found: TestRequest[] = [];
    await until(() => found.push(...http.match(address)) > 0);
    const [first] = found;
    if (!first) throw new Error('nothing was asked');
    return first;
  }
  const says = (words: string) => until(() => page.textContent.includes(words));
  const buttons = () => [...page.querySelectorAll('button')];
  const press = (label: string) =>
    buttons()
      .find((button) => button.getAttribute('aria-label') === label)
      ?.click();

  beforeEach(() => {
    answers = [];
    TestBed.configureTestingModule({
      providers: [
        ...platformFor(),
        { provide: Questions, useValue: { ask: () => Promise.resolve(answers.shift()) } },
      ],
    });
    TestBed.inject(TranslocoService).setTranslation({ admin: texts }, 'en');
    http = TestBed.inject(HttpTestingController);
  });

  it('are not spoken of where there are none', async () => {
    await open([]);
    expect(page.textContent.trim()).toBe('');
  });

  it('say what they have to do, and which is empty', async () => {
    await open([aShard(), aShard({ name: 'b', drainingSince, rooms: 0, openRooms: 0, people: 0 })]);
    await says('Takes new rooms');
    expect(page.textContent).toContain('Empty, drained since');
    expect([...page.querySelectorAll('tbody tr')].map((row) => row.textContent)[0]).toMatch(/a.*3.*2.*4/s);
    // The last that takes rooms cannot be drained.
    expect(page.textContent).toContain('Has to take rooms');
    expect(buttons().map((button) => button.getAttribute('aria-label'))).toEqual([
      'Let shard b take rooms again',
    ]);
  });

  it('drain when that is confirmed, and only then', async () => {
    await open([aShard(), aShard({ name: 'b' })]);
    await says('Takes new rooms');
    answers = [false, true];
    press('Drain shard b');
    await until(() => answers.length === 1);
    expect(http.match(`${url}/b`)).toEqual([]);
    press('Drain shard b');
    const change = await request(`${url}/b`);
    expect(change.request.body).toEqual({ draining: true });
    change.flush({ items: [aShard(), aShard({ name: 'b', drainingSince })] });
    await says('Drains since');
    expect(page.textContent).toContain('Take rooms again');
  });

  it('are asked again when a change is refused', async () => {
    await open([aShard(), aShard({ name: 'b' })]);
    await says('Takes new rooms');
    answers = [true];
    press('Drain shard a');
    const error = { code: 'last-shard', message: 'x', correlationId: 'c' };
    (await request(`${url}/a`)).flush({ error }, { status: 409, statusText: 'Conflict' });
    (await request(url)).flush({ items: [aShard(), aShard({ name: 'b', drainingSince })] });
    await says('Has to take rooms');
  });
});
