import { Controller } from '@nestjs/common';
import { type Booking, type Interview, routes, type Settlement } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { BookingService } from './booking.service.ts';
import { BookingSettlement } from './booking-settlement.ts';

@Controller()
export class BookingController {
  constructor(
    private readonly bookings: BookingService,
    private readonly settlement: BookingSettlement,
  ) {}

  @Route(routes.createBooking)
  create(@In() { caller, body }: Input<typeof routes.createBooking>): Promise<Booking> {
    return this.bookings.book(caller.accountId, body);
  }

  @Route(routes.resumeCheckout)
  resume(@In() { caller, params }: Input<typeof routes.resumeCheckout>): Promise<Booking> {
    return this.bookings.resumeCheckout(caller.accountId, params.interviewId);
  }

  @Route(routes.releaseHold)
  release(@In() { caller, params }: Input<typeof routes.releaseHold>): Promise<Interview> {
    return this.bookings.release(caller.accountId, params.interviewId);
  }

  @Route(routes.settleBooking)
  settle(@In() { caller, params }: Input<typeof routes.settleBooking>): Promise<Settlement> {
    return this.settlement.settle(caller.accountId, params.interviewId);
  }
}
