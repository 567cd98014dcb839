import { HttpTestingController } from '@angular/common/http/testing';
import type { Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ErrorCode, Interview } from '@greenroom/contracts';
import { anInterview } from '../../../test-support/an-interview';
import { platformFor } from '../../../test-support/providers';
import { Announcer } from '../platform/announcer';
import { Clock, FixedClock } from '../platform/clock';
import { HoldPanel } from './hold-panel';
import { PaymentCancelledPage } from './payment-cancelled-page';
import { PaymentReturnPage } from './payment-return-page';

const held = anInterview({
  status: 'held',
  roomName: null,
  paymentStatus: 'pending',
  holdExpiresAt: '2026-11-22T10:05:00.000Z',
});
const settleUrl = `/api/bookings/${held.id}/settle`;
const readUrl = `/api/interviews/${held.id}`;

describe('back from the payment', () => {
  const clock = new FixedClock('2026-11-22T10:00:00Z');
  let fixture: ComponentFixture<unknown>;
  let http: HttpTestingController;

  const open = (page: Type<unknown>) => {
    fixture = TestBed.createComponent(page);
    fixture.componentRef.setInput('interviewId', held.id);
    TestBed.tick();
  };
  const text = () => (fixture.nativeElement as HTMLElement).textContent;
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  /** Resolves once the page says so. */
  const says = async (words: string) => {
    while (!text().includes(words)) await turn();
  };
  /** The next request to an address, as soon as it is there. */
  const request = async (url: string) => {
    for (;;) {
      const [found] = http.match(url);
      if (found) return found;
      await turn();
    }
  };

  beforeEach(() => {
    clock.advance((Date.parse('2026-11-22T10:00:00Z') - clock.now()) / 1000);
    TestBed.configureTestingModule({
      providers: [...platformFor(), { provide: Clock, useValue: clock }],
    });
    TestBed.overrideComponent(HoldPanel, { set: { providers: [] } });
    http = TestBed.inject(HttpTestingController);
  });

  describe('made', () => {
    it('claims nothing before the server has said something', async () => {
      open(PaymentReturnPage);
      await says('booking.return.checking');
    });

    it('asks again when the hold runs out, says so, and believes the answer', async () => {
      open(PaymentReturnPage);
      (await request(settleUrl)).flush({ outcome: 'not-paid', interview: held });
      await says('booking.return.not-paid-text');
      clock.advance(301);
      const question = await request(settleUrl);
      await says('booking.return.checking');
      expect(TestBed.inject(Announcer).message()).toContain('booking.hold-over');
      const expired: Interview = { ...held, status: 'expired', holdExpiresAt: null };
      question.flush({ outcome: 'not-paid', interview: expired });
      await says('booking.return.lapsed-text');
    });

    it('says why the money goes back', async () => {
      open(PaymentReturnPage);
      const late: Interview = { ...held, status: 'expired', refundReason: 'interviewer-unavailable' };
      (await request(settleUrl)).flush({ outcome: 'refunded', interview: late });
      await says('policy.refund-reason.interviewer-unavailable');
    });

    it('offers ways on while nobody answers', async () => {
      open(PaymentReturnPage);
      (await request(settleUrl)).error(new ProgressEvent('error'));
      await request(settleUrl);
      await says('booking.return.failed');
      await says('booking.return.to-interviews');
      await says('shell.retry');
    });
  });

  describe('not made', () => {
    const refuse = async (code: ErrorCode, status: number) =>
      (await request(readUrl)).flush({ error: { code, message: code } }, { status, statusText: code });

    it("tells somebody else's booking from a portal that does not answer", async () => {
      open(PaymentCancelledPage);
      await refuse('not-found', 404);
      await says('shell.not-found.text');
      expect(text()).not.toContain('shell.retry');
      open(PaymentCancelledPage);
      await refuse('unavailable', 503);
      await says('errors.unavailable');
      await says('shell.retry');
    });

    it('does not say that nothing was charged before the server has decided about a hold that ran out', async () => {
      open(PaymentCancelledPage);
      (await request(readUrl)).flush(held);
      await says('booking.cancelled-text');
      clock.advance(301);
      await says('booking.return.checking');
      expect(text()).not.toContain('booking.return.lapsed-text');
    });

    it('says that money goes back when it came too late', async () => {
      open(PaymentCancelledPage);
      (await request(readUrl)).flush({
        ...held,
        status: 'expired',
        paymentStatus: 'refunded',
        refundReason: 'start-passed',
      });
      await says('policy.refund-reason.start-passed');
    });
  });
});
