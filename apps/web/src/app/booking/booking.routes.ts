import type { Routes } from '@angular/router';
import { policyTexts } from '../policy/policy-texts';
import { bookingTexts } from './booking-texts';

/** `/book` */
export const bookRoutes: Routes = [
  {
    path: '',
    title: 'titles.book',
    providers: [bookingTexts],
    loadComponent: async () => (await import('./booking-page')).BookingPage,
  },
];

/** `/bookings/:interviewId/…`: where the payment provider sends people back to. */
export const bookingsRoutes: Routes = [
  {
    path: ':interviewId/return',
    title: 'titles.payment',
    providers: [bookingTexts, policyTexts],
    loadComponent: async () => (await import('./payment-return-page')).PaymentReturnPage,
  },
  {
    path: ':interviewId/cancelled',
    title: 'titles.payment-cancelled',
    providers: [bookingTexts, policyTexts],
    loadComponent: async () => (await import('./payment-cancelled-page')).PaymentCancelledPage,
  },
];
