import { Controller, UseFilters } from '@nestjs/common';
import { routes } from '@greenroom/contracts';
import { In, type Input, Route } from '../platform/http/route.ts';
import { ReservationRefusalFilter } from './reservation-refusal.filter.ts';
import { type Reservation, ReservationsService } from './reservations.service.ts';

@Controller()
@UseFilters(ReservationRefusalFilter)
export class ReservationsController {
  constructor(private readonly reservations: ReservationsService) {}

  @Route(routes.createReservation)
  create(@In() { body }: Input<typeof routes.createReservation>): Promise<Reservation> {
    return this.reservations.reserve(body.name, body.shard);
  }

  @Route(routes.getReservation)
  get(@In() { params }: Input<typeof routes.getReservation>): Promise<Reservation> {
    return this.reservations.get(params.reservationId);
  }

  /** Nothing is kept for a reservation, and the end of a room is believed only from the signed presence events. */
  @Route(routes.deleteReservation)
  delete(): void {
    return;
  }
}
