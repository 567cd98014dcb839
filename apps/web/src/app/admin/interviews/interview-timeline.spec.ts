import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { InterviewDetail, WorkflowRun } from '@greenroom/contracts';
import { aMessage, aStory } from '../../../../test-support/a-story';
import { aRun, aStep } from '../../../../test-support/a-workflow';
import { platformFor } from '../../../../test-support/providers';
import { InterviewTimeline } from './interview-timeline';

const uuid = (number: number) => `00000000-0000-4000-8000-00000000010${number}`;
const at = '2026-11-25T09:02:00.000Z';
const move = { from: 'scheduled', actor: 'interviewer', at } as const;

describe('the timeline of an interview, as it is shown', () => {
  let fixture: ComponentFixture<InterviewTimeline>;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: platformFor() });
    fixture = TestBed.createComponent(InterviewTimeline);
    fixture.componentRef.setInput('workflows', []);
  });

  const page = () => fixture.nativeElement as HTMLElement;
  async function show(parts: Partial<InterviewDetail>, runs: WorkflowRun[] = []): Promise<void> {
    fixture.componentRef.setInput('interview', aStory(parts));
    fixture.componentRef.setInput('runs', runs);
    await fixture.whenStable();
  }

  it('translates the causes of moves, and quotes what people wrote', async () => {
    const cancelled = { ...move, to: 'cancelled', cause: 'cancelled-by-interviewer' } as const;
    await show({ history: [{ ...cancelled, reason: 'I am ill' }] });
    expect(page().textContent).toContain('admin.timeline.cause.cancelled-by-interviewer');
    expect(page().querySelector('q')?.textContent).toBe('I am ill');
  });

  it('shows words alone where only words were written down', async () => {
    await show({ history: [{ ...move, to: 'completed', cause: null, reason: 'They met elsewhere' }] });
    expect(page().textContent).not.toContain('admin.timeline.cause');
    expect(page().querySelector('q')?.textContent).toBe('They met elsewhere');
  });

  it('translates why a message was not sent, and shows what a server answered as it is', async () => {
    const outcome = { reason: 'other-status', values: { status: 'cancelled' } } as const;
    await show({
      messages: [
        aMessage({ id: uuid(1), status: 'skipped', outcome }),
        aMessage({ id: uuid(2), status: 'parked', lastError: '550 5.1.1 no such user' }),
      ],
    });
    const [skipped, parked] = page().querySelectorAll('.problem');
    expect(skipped?.textContent).toContain('admin.timeline.message-reason.other-status');
    expect(skipped?.getAttribute('lang')).toBeNull();
    expect(parked?.textContent).toContain('550 5.1.1 no such user');
    expect(parked?.getAttribute('lang')).toBe('en');
  });

  it('tells what workflows did and why not, and leaves what got stuck to be tried again or left out', async () => {
    const skipped = aStep({ id: uuid(2), status: 'skipped', outcome: { reason: 'no-phone', values: {} } });
    const parked = aStep({ id: uuid(3), status: 'parked', doneAt: null, lastError: 'no such server' });
    await show({}, [aRun({ steps: [aStep(), skipped, parked] })]);
    expect(page().textContent).toContain('admin.step.message.email.candidate');
    expect(page().textContent).toContain('no-phone');
    expect(page().textContent).toContain('no such server');
    expect(page().querySelectorAll('gr-step-actions button')).toHaveLength(2);
  });

  it('folds a long row of steps, which can be opened', async () => {
    const steps = [1, 2, 3, 4].map((number) => aStep({ id: uuid(number) }));
    await show({}, [aRun({ steps })]);
    expect(page().querySelector('summary')?.textContent).toContain('admin.timeline.folded');
    expect(page().querySelectorAll('details gr-timeline-entry')).toHaveLength(4);
  });

  it('is narrowed down by a chip', async () => {
    await show({ history: [{ ...move, to: 'completed', cause: 'left', reason: null }] }, [aRun()]);
    const chips = page().querySelectorAll<HTMLElement>('mat-chip-option button');
    expect(chips).toHaveLength(5);
    chips[4]?.click();
    await fixture.whenStable();
    expect(page().querySelectorAll('gr-timeline-entry')).toHaveLength(1);
    expect(page().textContent).not.toContain('admin.timeline.cause.left');
    chips[2]?.click();
    await fixture.whenStable();
    expect(page().textContent).toContain('admin.timeline.none');
  });
});
