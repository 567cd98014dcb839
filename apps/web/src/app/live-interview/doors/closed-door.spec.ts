import { TestBed } from '@angular/core/testing';
import { expect, it } from '@jest/globals';
import type { Room } from '@greenroom/contracts';
import { aRoom } from '../../../../test-support/a-room';
import { platformFor } from '../../../../test-support/providers';
import { wayOutOf } from '../way-out';
import { ClosedDoor } from './closed-door';

const LETTER = '/interviewer/interviews/00000000-0000-4000-8000-000000000001';

/** Heading, text and links of the door. */
async function doorOf(kind: 'over' | 'cancelled', parts: Partial<Room>) {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: platformFor() });
  const fixture = TestBed.createComponent(ClosedDoor);
  const room = aRoom(parts);
  fixture.componentRef.setInput('kind', kind);
  fixture.componentRef.setInput('room', room);
  fixture.componentRef.setInput('wayOut', wayOutOf(room));
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const links = [...page.querySelectorAll('a')].map((link) => link.getAttribute('href'));
  return [page.querySelector('h1')?.textContent, page.querySelector('.text')?.textContent, links];
}

it('thanks those who have met, and asks the interviewer for feedback', async () => {
  expect(await doorOf('over', { status: 'completed', role: 'interviewer' })).toEqual([
    'live.door.over',
    'live.door.over-interviewer',
    [`${LETTER}/feedback`],
  ]);
});

it('has words of its own for those who did not meet, and asks for nothing', async () => {
  for (const status of ['no-show', 'scheduled'] as const) {
    expect(await doorOf('over', { status, role: 'interviewer' })).toEqual([
      'live.door.missed',
      'live.door.missed-interviewer',
      [LETTER],
    ]);
    expect(await doorOf('over', { status })).toEqual([
      'live.door.missed',
      'live.door.missed-candidate',
      ['/interviews'],
    ]);
  }
});

it('shows the interviewer of a cancelled interview back to their letter', async () => {
  expect((await doorOf('cancelled', { status: 'cancelled', role: 'interviewer' })).at(-1)).toEqual([LETTER]);
  expect((await doorOf('cancelled', { status: 'cancelled' })).at(-1)).toEqual(['/book', '/interviews']);
});
